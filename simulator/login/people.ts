// What changes about an account after it was made: whether it proves itself with several factors, and from when its tokens are good.
// Entered by sign-in.ts, token-rules.ts and control/.
import type { Account } from '../world/accounts.ts'
import type { Entry, Journal } from '../world/journal.ts'

type State = { mfa: boolean; tokensValidFrom: number | null }

export type People = {
  /** Entra's `amr` claim of a sign-in done now. */
  methodsOf(account: Account): readonly string[]
  setMfa(account: Account, mfa: boolean): void
  /** Moment of the world's clock before which no refresh token is good; null where none was revoked. */
  tokensValidFrom(account: Account): number | null
  revokeTokens(account: Account, at: number): void
  entries(): Entry[]
}

export const WITH_MFA: readonly string[] = ['pwd', 'mfa']
export const WITHOUT_MFA: readonly string[] = ['pwd']

export function createPeople(journal: Journal): People {
  const states = new Map<string, State>()
  for (const { kind, oid, mfa, tokensValidFrom } of journal.entries) {
    if (kind === 'account')
      states.set(String(oid), { mfa: mfa !== false, tokensValidFrom: tokensValidFrom === null ? null : Number(tokensValidFrom) })
  }
  const stateOf = ({ oid }: Account): State => states.get(oid) ?? { mfa: true, tokensValidFrom: null }
  const change = (account: Account, state: Partial<State>) => {
    const next = { ...stateOf(account), ...state }
    states.set(account.oid, next)
    journal.append({ kind: 'account', oid: account.oid, ...next })
  }
  return {
    methodsOf: (account) => (stateOf(account).mfa ? WITH_MFA : WITHOUT_MFA),
    setMfa: (account, mfa) => change(account, { mfa }),
    tokensValidFrom: (account) => stateOf(account).tokensValidFrom,
    revokeTokens: (account, at) => change(account, { tokensValidFrom: at }),
    entries: () => [...states].map(([oid, state]) => ({ kind: 'account', oid, ...state })),
  }
}
