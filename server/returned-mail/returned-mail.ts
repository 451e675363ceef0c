// What a mail that came back is, and how a feature takes it. Types alone; entered by feature.ts.
import type { Clock } from '../base/clock.ts'
import type { DbDoor } from '../db/db.ts'

export type ReturnedMail = {
  /** The ID its Message-ID was made of. */
  id: string
  /** Whom the report says it did not reach, in lower case. */
  addresses: readonly string[]
  /** The server's own words; at most 500 characters. */
  said: string
  /** When the report arrived. */
  at: Date
  /** The address takes no mail. False where it is about the sender or that one mail: others may pass. */
  isOfAddress: boolean
}

/**
 * - `taken`: written down, with all that follows.
 * - `known`: it was before; nothing was changed.
 * - `otherAddress`: that mail went elsewhere, so the report is not believed.
 * - `notMine`: no mail of this feature has this ID.
 */
export type Taking = 'taken' | 'known' | 'otherAddress' | 'notMine'

/** Changes all or nothing, and only once for the same. */
export type TakeReturnedMail = (means: { door: DbDoor; clock: Clock }, partnerId: string, returned: ReturnedMail) => Promise<Taking>
