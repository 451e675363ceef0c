// A state as shape, text and colour together, the same everywhere: list, card, Home. Knows no feature; callers give the words.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle'
import { CircleOffRegular } from '@fluentui/react-icons/svg/circle-off'
import { ClockRegular } from '@fluentui/react-icons/svg/clock'
import { WarningFilled } from '@fluentui/react-icons/svg/warning'

/** healthy: all is well. pending: waiting for someone. warning: look at it. danger: broken. off: none, ended. unknown: not known or stale. */
export type StatusKind = 'healthy' | 'pending' | 'warning' | 'danger' | 'off' | 'unknown'

const useStyles = makeStyles({
  root: { display: 'inline-flex', alignItems: 'center', gap: '6px', whiteSpace: 'nowrap', minWidth: 0 },
  shape: { flexShrink: 0, fontSize: '16px', width: '16px', height: '16px' },
  text: { overflow: 'hidden', textOverflow: 'ellipsis', color: tokens.colorNeutralForeground1 },
  healthy: { color: tokens.colorStatusSuccessForeground1 },
  pending: { color: tokens.colorNeutralForeground2 },
  warning: { color: tokens.colorStatusWarningForeground3 },
  danger: { color: tokens.colorStatusDangerForeground1 },
  off: { color: tokens.colorNeutralForeground3 },
  unknown: { color: tokens.colorNeutralForeground3 },
})

const shapes = {
  healthy: CheckmarkCircleFilled,
  pending: ClockRegular,
  warning: WarningFilled,
  danger: OctagonCross,
  off: CircleOffRegular,
  unknown: DashedQuestion,
}

/** Fluent has no octagon with a cross, and a circle would be mistaken for the healthy one. */
function OctagonCross({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" width="1em" height="1em" className={className} aria-hidden="true" focusable="false">
      <path
        fill="currentColor"
        fillRule="evenodd"
        d="M6.6 2h6.8L18 6.6v6.8L13.4 18H6.6L2 13.4V6.6L6.6 2Zm.75 4.65-.7.7L9.3 10l-2.65 2.65.7.7L10 10.7l2.65 2.65.7-.7L10.7 10l2.65-2.65-.7-.7L10 9.3 7.35 6.65Z"
      />
    </svg>
  )
}

/** Fluent's circle with a question mark is solid: dashed, it is told from every other circle before it is read. */
function DashedQuestion({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 20 20"
      width="1em"
      height="1em"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="10" cy="10" r="7.6" strokeWidth="1.3" strokeDasharray="3 2.97" />
      <path strokeWidth="1.3" d="M7.9 8.1a2.1 2.1 0 1 1 3.4 1.6c-.8.6-1.3 1-1.3 1.9v.2M10 13.9v.1" />
    </svg>
  )
}

export function StatusShape({ kind }: { kind: StatusKind }) {
  const styles = useStyles()
  const Shape = shapes[kind]
  return <Shape className={mergeClasses(styles.shape, styles[kind])} aria-hidden />
}

export type StatusBadgeProps = { kind: StatusKind; text: string; title?: string; className?: string }

export function StatusBadge({ kind, text, title, className }: StatusBadgeProps) {
  const styles = useStyles()
  return (
    <span className={mergeClasses(styles.root, className)} title={title} data-status={kind}>
      <StatusShape kind={kind} />
      <span className={styles.text}>{text}</span>
    </span>
  )
}
