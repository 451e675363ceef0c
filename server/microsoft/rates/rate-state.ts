// What the interface shows of the rates: from what all processes used and what refusals have taught. Pure; budgets.ts asks.
import { documentedLimits } from '../rate-limits.ts'
import { allowedPerMinute } from './lessons.ts'
import type { Lesson, Usage } from './rate-store.ts'

export type RateState = {
  api: string
  /** Customers' tenants are summed: `allowed` is then what each of them has. */
  resource: string
  usedInMinute: number
  waiting: number
  /** Refusals (429) in the last minute, and since the first one that is remembered. */
  refusedInMinute: number
  refused: number
  /** What Microsoft documents; null where it says nothing. */
  documented: { most: number; periodMs: number; per: 'partner' | 'tenant' | 'application'; page: string }[]
  /** The slowest rate that refusals have taught, in calls a minute; null where none holds. */
  learnedPerMinute: number | null
  /** Until when nobody asks; of several tenants the latest. */
  pausedUntil: Date | null
  /** Tenants for which nobody asks now. */
  pausedTenants: number
}

type Given = { usage: readonly Usage[]; lessons: ReadonlyMap<string, Lesson>; documented: boolean; now: number }

export function ratesOf({ usage, lessons, documented, now }: Given): RateState[] {
  const names = new Set([...usage.map(({ resource }) => resource), ...[...lessons.keys()].map(resourceName)])
  return [...names].sort().map((name) => {
    const [api = '', resource = ''] = name.split(':')
    const used = usage.find((one) => one.resource === name)
    const of = [...lessons].filter(([budget]) => resourceName(budget) === name)
    const paused = of.filter(([, lesson]) => lesson.pausedUntil > now)
    const rates = of.flatMap(([, lesson]) => allowedPerMinute(lesson, now) ?? [])
    const limits = documented ? documentedLimits.filter((limit) => limit.api === api && limit.resource === resource) : []
    return {
      api,
      resource,
      usedInMinute: used?.used ?? 0,
      waiting: used?.waiting ?? 0,
      refusedInMinute: used?.refused ?? 0,
      refused: of.reduce((all, [, lesson]) => all + lesson.refused, 0),
      documented: limits.map(({ most, periodMs, per, page }) => ({ most, periodMs, per, page })),
      learnedPerMinute: rates.length > 0 ? Math.min(...rates) : null,
      pausedUntil: paused.length > 0 ? new Date(Math.max(...paused.map(([, lesson]) => lesson.pausedUntil))) : null,
      pausedTenants: paused.filter(([budget]) => budget !== name).length,
    }
  })
}

/** A budget is `api:resource`, or `api:resource:tenant`. */
const resourceName = (budget: string): string => budget.split(':').slice(0, 2).join(':')
