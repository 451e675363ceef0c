// Why the sign-in that was just tried failed, and what to do about it.
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/Notice.tsx'
import { problemOf } from './sign-in-problems.ts'

/** Ended by the person or by time: nothing is wrong. */
const mildProblems = new Set(['cancelled', 'expired'])

export function SignInProblem({ named }: { named: string | undefined }) {
  const { t } = useTranslation('signIn')
  const problem = problemOf(named)
  if (!problem) return null
  return (
    <Notice title={t(`problem.${problem}`)} mild={mildProblems.has(problem)} problem={problem}>
      {t(`problem.${problem}.do`)}
    </Notice>
  )
}
