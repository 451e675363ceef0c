// What the application's registration asks of ID tokens: the directory roles and groups of whoever signs in, or neither. Kept across restarts.
// Entered by provider.ts and control/.
import type { Entry, Journal } from '../world/journal.ts'

export type Registration = {
  /** Whether `groupMembershipClaims` is set. Access tokens do not follow it: theirs is the manifest of the API they are for. */
  groupsClaim(): boolean
  setGroupsClaim(on: boolean): void
  entries(): Entry[]
}

export function createRegistration(journal: Journal): Registration {
  let on = journal.entries.findLast(({ kind }) => kind === 'registration')?.groupsClaim !== false
  const entry = () => ({ kind: 'registration', groupsClaim: on })
  return {
    groupsClaim: () => on,
    setGroupsClaim: (wanted) => {
      on = wanted
      journal.append(entry())
    },
    entries: () => [entry()],
  }
}
