// The account in use, at the right of the top bar; opens the panel with all accounts this browser knows.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActiveAccount } from '../../api/session.ts'
import { useBarButtonStyles } from '../../ui/bar-button-styles.ts'
import { Initials } from '../../ui/Initials.tsx'

const AccountPanel = lazy(async () => ({ default: (await import('./AccountPanel.tsx')).AccountPanel }))

const useStyles = makeStyles({
  button: { minWidth: '44px' },
  panel: {
    inset: '52px 8px auto auto',
    margin: 0,
    width: 'min(360px, calc(100vw - 16px))',
    maxHeight: 'calc(100dvh - 64px)',
    overflow: 'auto',
    padding: '8px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow28,
    fontSize: tokens.fontSizeBase300,
  },
})

export function AccountButton() {
  const styles = useStyles()
  const bar = useBarButtonStyles()
  const { t } = useTranslation('frame')
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
        className={styles.panel}
        onToggle={(event) => setOpen(event.newState === 'open')}
      >
        {open && (
          <Suspense>
            <AccountPanel onDone={() => panel.current?.hidePopover()} />
          </Suspense>
        )}
      </div>
    </>
  )
}
