// What a list or a tile shows when there is nothing: why, and what to do next.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalL}`,
    textAlign: 'center',
    color: tokens.colorNeutralForeground2,
  },
  small: { alignItems: 'flex-start', textAlign: 'start', padding: `${tokens.spacingVerticalS} 0` },
  icon: { fontSize: '32px', lineHeight: 0, color: tokens.colorNeutralForeground3 },
  title: {
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground1,
    textWrap: 'balance',
  },
  text: { textWrap: 'pretty', fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300, maxWidth: '56ch' },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'center',
    gap: tokens.spacingHorizontalS,
    marginTop: tokens.spacingVerticalXS,
  },
})

export type EmptyStateProps = { icon?: ReactNode; title: string; children?: ReactNode; actions?: ReactNode; size?: 'page' | 'small' }

export function EmptyState({ icon, title, children, actions, size = 'page' }: EmptyStateProps) {
  const styles = useStyles()
  return (
    <div className={mergeClasses(styles.root, size === 'small' && styles.small)}>
      {icon && (
        <div className={styles.icon} aria-hidden>
          {icon}
        </div>
      )}
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
