// The reasons a sign-in can fail, for the sign-in page; the compiler holds the list to the contract's. Pure.
import type { SignInProblem, signInProblems } from '../../../contract/accounts.ts'

const known: typeof signInProblems = [
  'not_configured',
  'personal_account',
  'not_a_partner',
  'cancelled',
  'consent_required',
  'expired',
  'microsoft_unavailable',
  'refused',
]

/** The reason an address names; anything unknown counts as a plain refusal. */
export function problemOf(named: string | undefined): SignInProblem | undefined {
  return named === undefined ? undefined : (known.find((problem) => problem === named) ?? 'refused')
}
