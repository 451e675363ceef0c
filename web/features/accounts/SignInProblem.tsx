// Why the sign-in that was just tried failed, and what to do about it.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { InfoRegular } from '@fluentui/react-icons/svg/info'
import { WarningFilled } from '@fluentui/react-icons/svg/warning'
import { useTranslation } from 'react-i18next'
import { problemOf } from './sign-in-problems.ts'

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
  },
  mild: { backgroundColor: tokens.colorNeutralBackground3, border: `1px solid ${tokens.colorNeutralStroke2}` },
  icon: { flexShrink: 0, fontSize: '20px', color: tokens.colorStatusWarningForeground3 },
  mildIcon: { color: tokens.colorNeutralForeground2 },
  title: { fontWeight: tokens.fontWeightSemibold },
})

/** Ended by the person or by time: nothing is wrong. */
const mildProblems = new Set(['cancelled', 'expired'])

export function SignInProblem({ named }: { named: string | undefined }) {
  const styles = useStyles()
  const { t } = useTranslation('signIn')
  const problem = problemOf(named)
  if (!problem) return null
  const mild = mildProblems.has(problem)
  const Icon = mild ? InfoRegular : WarningFilled
  return (
    <div className={mergeClasses(styles.root, mild && styles.mild)} role="alert" data-problem={problem}>
      <Icon className={mergeClasses(styles.icon, mild && styles.mildIcon)} aria-hidden />
      <div>
        <p className={styles.title}>{t(`problem.${problem}`)}</p>
        <p>{t(`problem.${problem}.do`)}</p>
      </div>
    </div>
  )
}
