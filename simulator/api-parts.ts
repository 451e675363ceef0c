// What the simulated APIs are built from. Made by simulator.ts, taken by graph/, partner-center/, portals/ and control/.
import type { Inbox } from './inbox/inbox.ts'
import type { TokenReader } from './login/access-tokens.ts'
import type { Consents } from './login/consents.ts'
import type { Runner } from './run-command.ts'
import type { Announcements } from './world/announcements.ts'
import type { Commerce } from './world/commerce/commerce.ts'
import type { World } from './world/world.ts'

/** What Partner Center's relationships show of the partner that sells. */
export const PARTNER_KINDS = ['indirectProvider', 'directBill', 'indirectReseller'] as const

/** Oddities Microsoft's documents show and its model does not allow, and what the partner is: as it begins unless a command changes it. */
export type Quirks = {
  partnerKind: (typeof PARTNER_KINDS)[number]
  /** A relationship not yet activated has "" for a date, where otherwise it has null. */
  emptyDates: boolean
}

/** Slows list pages down, so that progress can be watched. */
export type Pace = { pageDelayMs: number; page(): Promise<void> }

export type ApiParts = {
  world: World
  readToken: TokenReader
  origin: string
  pace: Pace
  quirks: Quirks
  announcements: Announcements
  /** What the application was granted in each customer's tenant. */
  consents: Consents
  /** Where mail arrives that is sent through Graph. */
  inbox: Inbox
  commerce: Commerce
  /** Applies a command to the world, now, and writes it down. */
  run: Runner
}

export function createPace(): Pace {
  const pace: Pace = {
    pageDelayMs: 0,
    page: () => (pace.pageDelayMs > 0 ? new Promise((resolve) => setTimeout(resolve, pace.pageDelayMs)) : Promise.resolve()),
  }
  return pace
}
