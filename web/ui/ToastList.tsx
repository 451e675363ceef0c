// The messages themselves, drawn by toasts.tsx when the first one appears.
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import { ErrorCircleFilled } from '@fluentui/react-icons/svg/error-circle'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { closeToast, type Toast } from './toasts.tsx'

const useStyles = makeStyles({
  list: {
    position: 'fixed',
    insetInlineStart: 0,
    insetInlineEnd: 0,
    bottom: tokens.spacingVerticalXXL,
    zIndex: 2000,
    display: 'grid',
    justifyItems: 'center',
    gap: tokens.spacingVerticalS,
    padding: `0 ${tokens.spacingHorizontalM}`,
    pointerEvents: 'none',
    '@media print': { display: 'none' },
  },
  toast: {
    pointerEvents: 'auto',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    maxWidth: '560px',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    boxShadow: tokens.shadow16,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    animationName: { from: { opacity: 0, transform: 'translateY(8px)' }, to: { opacity: 1, transform: 'none' } },
    animationDuration: '160ms',
    animationTimingFunction: 'ease-out',
  },
  icon: { flexShrink: 0, fontSize: '20px' },
  success: { color: tokens.colorStatusSuccessForeground1 },
  problem: { color: tokens.colorStatusDangerForeground1 },
  text: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
})

export function ToastList({ toasts }: { toasts: readonly Toast[] }) {
  const styles = useStyles()
  return (
    <div className={styles.list}>
      {toasts.map((toast) => (
        <ToastRow key={toast.id} toast={toast} />
      ))}
    </div>
  )
}

function ToastRow({ toast }: { toast: Toast }) {
  const styles = useStyles()
  const { t } = useTranslation()
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => closeToast(toast.id), toast.durationMs)
    return () => clearTimeout(timer)
  }, [held, toast])
  const Icon = toast.tone === 'success' ? CheckmarkCircleFilled : ErrorCircleFilled
  const act = () => {
    closeToast(toast.id)
    toast.action?.act()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only holds the message still while one is on it.
    <div
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon className={mergeClasses(styles.icon, styles[toast.tone])} aria-hidden />
      <span className={styles.text}>{toast.text}</span>
      {toast.action && (
        <Button size="small" appearance="transparent" onClick={act}>
          {toast.action.label}
        </Button>
      )}
      <Button size="small" appearance="subtle" icon={<DismissRegular />} aria-label={t('close')} onClick={() => closeToast(toast.id)} />
    </div>
  )
}
