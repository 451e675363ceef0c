// Says that a delegated session begins, whichever link leads into it: the session itself is Microsoft's page, in a tab of its own. Entered by Frame.
import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { showToast } from '../../ui/toasts.tsx'

export function useDelegatedSessionNote(): void {
  const { t } = useTranslation('frame')
  const note = useEffectEvent((event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    // The middle button opens a tab as well, the right one a menu.
    if (link?.pathname.startsWith('/go/') && event.button < 2) showToast({ text: t('delegatedSession') })
  })
  useEffect(() => {
    const kinds = ['click', 'auxclick'] as const
    for (const kind of kinds) document.addEventListener(kind, note)
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, note)
    }
  }, [])
}
