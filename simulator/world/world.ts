// The simulated world: two partners, their customers, one clock. Same seed, same first day, same commands: same world. Entered by simulator.ts.
import type { Clock } from './clock.ts'
import type { Customer } from './customer.ts'
import { liveOneDay } from './evolution.ts'
import { createHealthBook, type HealthBook } from './health/book.ts'
import type { Partner } from './partner.ts'
import { ADVISOR_PARTNER, createPartner, MAIN_PARTNER } from './partner.ts'
import { DAY } from './relationship.ts'

export const ADVISOR_CUSTOMERS = 42

export type World = {
  seed: number
  /** Midnight (UTC) of the day the world began. */
  beganAt: number
  clock: Clock
  partners: readonly [main: Partner, advisor: Partner]
  health: HealthBook
  /** Now, every day that has passed since the last question lived first. */
  now(): number
  /** Lives every day up to `moment` without looking at the clock; for replaying the journal. */
  liveUntil(moment: number): void
  partner(tenantId: string): Partner | undefined
  customer(tenantId: string): { partner: Partner; customer: Customer } | undefined
}

export function createWorld(options: { seed: number; customers: number; beganAt: number; clock: Clock }): World {
  const { seed, beganAt, clock } = options
  const partners = [
    createPartner(MAIN_PARTNER, seed, options.customers, beganAt),
    createPartner(ADVISOR_PARTNER, seed, ADVISOR_CUSTOMERS, beganAt),
  ] as const
  let day = 0
  const liveUntil = (moment: number) => {
    const until = Math.floor((moment - beganAt) / DAY)
    while (day < until) {
      day++
      for (const partner of partners) liveOneDay(partner, seed, day, beganAt + day * DAY)
    }
  }
  return {
    seed,
    beganAt,
    clock,
    partners,
    health: createHealthBook(seed, beganAt),
    liveUntil,
    now: () => {
      const now = clock.now()
      liveUntil(now)
      return now
    },
    partner: (tenantId) => partners.find((one) => one.tenantId === tenantId.toLowerCase()),
    customer: (tenantId) => {
      for (const partner of partners) {
        const customer = partner.find(tenantId)
        if (customer) return { partner, customer }
      }
      return undefined
    },
  }
}

export function midnightOf(moment: number): number {
  return Math.floor(moment / DAY) * DAY
}
