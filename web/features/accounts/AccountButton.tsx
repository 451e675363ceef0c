// The account in use, at the right of the top bar; opens the panel with all accounts this browser knows.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActiveAccount } from '../../api/session.ts'
import { useBarButtonStyles } from '../../ui/bar-button-styles.ts'
import { Initials } from '../../ui/Initials.tsx'
import { useMenuStyles } from '../../ui/menu.styles.ts'
import { SkeletonLines } from '../../ui/Skeletons.tsx'

const fetchPanel = () => import('./AccountPanel.tsx')
const AccountPanel = lazy(async () => ({ default: (await fetchPanel()).AccountPanel }))
const preparePanel = (): void => void fetchPanel()

const useStyles = makeStyles({
  button: { minWidth: '44px' },
  panel: {
    inset: '52px 8px auto auto',
    width: 'min(360px, calc(100vw - 16px))',
    maxHeight: 'calc(100dvh - 64px)',
    padding: '8px',
    borderRadius: tokens.borderRadiusXLarge,
  },
  waiting: { padding: '12px' },
})

export function AccountButton() {
  const styles = useStyles()
  const bar = useBarButtonStyles()
  const menu = useMenuStyles()
  const { t } = useTranslation(['frame', 'common'])
  const active = useActiveAccount()
  const panel = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const label = t('account.label', { name: active.name })
  return (
    <>
      <button
        type="button"
        className={mergeClasses(bar.button, styles.button)}
        popoverTarget="accounts"
        aria-label={label}
        title={label}
        aria-expanded={open}
        onPointerEnter={preparePanel}
        onFocus={preparePanel}
      >
        <Initials name={active.name} onBar />
      </button>
      {/* The browser's own popover: closes with Escape or a click outside, and gives the focus back. */}
      <div
        ref={panel}
        id="accounts"
        popover="auto"
        role="dialog"
        aria-label={t('account.panel')}
        className={mergeClasses(menu.surface, styles.panel)}
        onToggle={(event) => setOpen(event.newState === 'open')}
      >
        {open && (
          <Suspense
            fallback={
              <div className={styles.waiting}>
                <SkeletonLines count={4} label={t('loading', { ns: 'common' })} />
              </div>
            }
          >
            <AccountPanel onDone={() => panel.current?.hidePopover()} />
          </Suspense>
        )}
      </div>
    </>
  )
}
