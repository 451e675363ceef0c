// "Read now" for some customers, those that fail alike, or all; says how many were asked for. Shown to those who may.
import { Button } from '@fluentui/react-components'
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../api/client.ts'
import { useMay } from '../../api/session.ts'
import { showToast } from '../../ui/toasts.tsx'
import { type PullsAsked, useAskForPulls } from './pulls.data.ts'

export type AskButtonProps = { ask: PullsAsked; text: string; label?: string; onAsk?: () => void; subtle?: boolean }

export function AskButton({ ask, text, label, onAsk, subtle }: AskButtonProps) {
  const { t } = useTranslation(['sync', 'problems'])
  const may = useMay('sync.run')
  const { mutate, isPending } = useAskForPulls()
  if (!may) return null
  const run = () => {
    onAsk?.()
    mutate(ask, {
      onSuccess: ({ asked }) => showToast({ text: t('pulls.asked', { count: asked }) }),
      onError: (error) =>
        showToast({ tone: 'problem', text: t(`what.${error instanceof ApiProblem ? error.code : 'internal'}`, { ns: 'problems' }) }),
    })
  }
  return (
    <Button
      size="small"
      appearance={subtle ? 'subtle' : undefined}
      icon={<ArrowSyncRegular />}
      disabledFocusable={isPending}
      aria-label={label}
      onClick={run}
    >
      {text}
    </Button>
  )
}
