// A few words in a box within a page: what happened and what to do about it. For sign-in and for a customer's page.
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import { InfoRegular } from '@fluentui/react-icons/svg/info'
import { WarningFilled } from '@fluentui/react-icons/svg/warning'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    gap: tokens.spacingHorizontalM,
    padding: '12px 16px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorStatusWarningBorder1}`,
    backgroundColor: tokens.colorStatusWarningBackground1,
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    '@media print': { display: 'none' },
  },
  mild: { backgroundColor: tokens.colorNeutralBackground3, border: `1px solid ${tokens.colorNeutralStroke2}` },
  icon: { flexShrink: 0, fontSize: '20px', color: tokens.colorStatusWarningForeground3 },
  mildIcon: { color: tokens.colorNeutralForeground2 },
  words: { flexGrow: 1, minWidth: 0 },
  title: { fontWeight: tokens.fontWeightSemibold },
  close: { flexShrink: 0, margin: '-4px -8px 0 0', minWidth: '28px', height: '28px' },
})

/** `mild`: nothing is wrong. */
export type NoticeProps = { title: string; children: ReactNode; mild?: boolean; problem: string; onDismiss?: () => void }

export function Notice({ title, children, mild, problem, onDismiss }: NoticeProps) {
  const styles = useStyles()
  const { t } = useTranslation()
  const Icon = mild ? InfoRegular : WarningFilled
  return (
    <div className={mergeClasses(styles.root, mild && styles.mild)} role="alert" data-problem={problem}>
      <Icon className={mergeClasses(styles.icon, mild && styles.mildIcon)} aria-hidden />
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        <p>{children}</p>
      </div>
      {onDismiss && (
        <Button
          className={styles.close}
          size="small"
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label={t('close')}
          title={t('close')}
          onClick={onDismiss}
        />
      )}
    </div>
  )
}
