// What the application's registration asks of ID tokens (the directory roles and groups of whoever signs in, or neither), and which of its
// application permissions no administrator has consented to. Kept across restarts. Entered by provider.ts and control/.
import type { Entry, Journal } from '../world/journal.ts'

export type Registration = {
  /** Whether `groupMembershipClaims` is set. Access tokens do not follow it: theirs is the manifest of the API they are for. */
  groupsClaim(): boolean
  setGroupsClaim(on: boolean): void
  withheld(): readonly string[]
  withhold(permissions: readonly string[]): void
  entries(): Entry[]
}

export function createRegistration(journal: Journal): Registration {
  const kept = journal.entries.findLast(({ kind }) => kind === 'registration')
  let on = kept?.groupsClaim !== false
  let withheld = (kept?.withheld ?? []) as readonly string[]
  const entry = () => ({ kind: 'registration', groupsClaim: on, withheld: [...withheld] })
  return {
    groupsClaim: () => on,
    setGroupsClaim: (wanted) => {
      on = wanted
      journal.append(entry())
    },
    withheld: () => withheld,
    withhold: (permissions) => {
      withheld = permissions
      journal.append(entry())
    },
    entries: () => [entry()],
  }
}
