// Keeps all calls of all processes to Microsoft's rates: to those it documents, and to what its refusals have taught. Made by microsoft.ts,
// which gives each source the gates its calls pass; http.ts enters them.
import { setTimeout as sleep } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import type { Gate } from '../http.ts'
import { MicrosoftError } from '../microsoft-error.ts'
import type { Api } from '../operation.ts'
import { limitsOf, resourceOf } from '../rate-limits.ts'
import type { GateOf } from '../source.ts'
import { allowedPerMinute, learned } from './lessons.ts'
import { createPacer, type Pacer } from './pacer.ts'
import { type RateState, ratesOf } from './rate-state.ts'
import { type Lesson, type RateStore, wholeApplication } from './rate-store.ts'
import { type Rate, slotsOf } from './slots.ts'
import { type Counter, createCounter, usageOf } from './used.ts'

export type BudgetOptions = {
  store: RateStore
  mode: 'documented' | 'none'
  /** How many times as fast the documented rates are taken. */
  speed?: number
  /** How old the lessons of other processes may be, in milliseconds. */
  lessonsAgeMs?: number
  /** How often this process tells the others what it used, in milliseconds. */
  reportMs?: number
  onError: (error: unknown) => void
}

/** Whose calls: `tenantId` is the tenant of the token. */
export type Caller = { api: Api; partnerId: string; tenantId: string }

export type Budgets = {
  gatesFor(caller: Caller): GateOf
  /** What the interface shows: each resource with what was used, what is allowed, who waits and what was refused. */
  rates(partnerId: string): Promise<RateState[]>
  close(): Promise<void>
}

type Entering = { signal: AbortSignal | undefined; deadline: number; urgent: boolean }
/** Calls with less patience than this have somebody waiting for them. */
const urgentBelowMs = 30_000
/** A place that is free at once is had also without patience, whatever the way to the database takes. */
const wayMs = 500
const mostPacers = 20_000
const minuteMs = 60_000

export function createBudgets(options: BudgetOptions): Budgets {
  const state = createState(options)
  return {
    gatesFor: (caller) => (call) => {
      const resource = resourceOf({ api: caller.api, ...call })
      return gateOf(state, { ...caller, resource, budget: budgetOf(caller, resource) })
    },
    async rates(partnerId) {
      await state.report()
      const { store, mode } = options
      const [usage, lessons] = await Promise.all([store.usage(partnerId), store.lessons(partnerId)])
      return ratesOf({ usage, lessons, documented: mode === 'documented', now: store.now() })
    },
    close: state.close,
  }
}

type Budget = Caller & { resource: string; budget: string }
type State = ReturnType<typeof createState>

/** A partner's own calls share one budget for each resource; in customers' tenants there is one for each tenant. */
const budgetOf = ({ api, partnerId, tenantId }: Caller, resource: string): string =>
  `${api}:${resource}${tenantId === partnerId ? '' : `:${tenantId}`}`

function createState({ store, mode, speed = 1, lessonsAgeMs = 1000, reportMs = 2000, onError }: BudgetOptions) {
  const pacers = new LRUCache<string, Pacer>({ max: mostPacers })
  const lessons = new Map<string, { at: number; known: Promise<Map<string, Lesson>> }>()
  const counters = new Map<string, Map<string, Counter>>()
  const ofBudget = new LRUCache<string, Counter>({ max: mostPacers })
  const quiet = new Set<string>()
  const report = async (): Promise<void> => {
    if (mode === 'none') return
    for (const [partnerId, of] of counters) {
      const usage = [...of].map(([resource, counter]) => usageOf(resource, counter, store.now()))
      // A partner for whom nothing is asked costs nothing once that has been said.
      const idle = usage.every(({ used, waiting, refused }) => used + waiting + refused === 0)
      if (idle && quiet.has(partnerId)) continue
      if (idle) quiet.add(partnerId)
      else quiet.delete(partnerId)
      await store.report(partnerId, usage)
    }
  }
  const timer = setInterval(() => void report().catch(onError), reportMs)
  timer.unref()
  return {
    store,
    mode,
    speed,
    report,
    counterOf({ partnerId, api, resource, budget }: Budget): { shown: Counter; own: Counter } {
      const of = counters.get(partnerId) ?? new Map<string, Counter>()
      counters.set(partnerId, of)
      const name = `${api}:${resource}`
      const shown = of.get(name) ?? createCounter()
      of.set(name, shown)
      const key = `${partnerId} ${budget}`
      const own = budget === name ? shown : (ofBudget.get(key) ?? createCounter())
      if (own !== shown) ofBudget.set(key, own)
      return { shown, own }
    },
    async lessonOf(partnerId: string, budget: string): Promise<Lesson | null> {
      let read = lessons.get(partnerId)
      if (!read || store.now() - read.at >= lessonsAgeMs) {
        read = { at: store.now(), known: store.lessons(partnerId) }
        lessons.set(partnerId, read)
        read.known.catch(() => lessons.delete(partnerId))
      }
      return (await read.known).get(budget) ?? null
    },
    /** What has just been learned here is known here at once. */
    async remember(partnerId: string, budget: string, lesson: Lesson): Promise<void> {
      const read = lessons.get(partnerId)
      if (read) (await read.known).set(budget, lesson)
    },
    pacerOf(partnerId: string, key: string, limit: Rate): Pacer {
      const name = `${partnerId} ${key}`
      const known = pacers.get(name)
      if (known) return known
      const take = (window: string, permits: number, keepSeconds: number) =>
        store.take(partnerId, `${partnerId} ${key} ${window}`, permits, keepSeconds)
      const pacer = createPacer({ slots: slotsOf(limit), now: store.now, take })
      pacers.set(name, pacer)
      return pacer
    },
    async close(): Promise<void> {
      clearInterval(timer)
      for (const partnerId of counters.keys()) await store.report(partnerId, []).catch(onError)
    },
  }
}

function gateOf(state: State, budget: Budget): Gate {
  const { shown, own } = state.counterOf(budget)
  return {
    async enter({ signal, patienceMs, urgent = patienceMs < urgentBelowMs }) {
      const deadline = state.store.now() + Math.max(patienceMs, wayMs)
      shown.waiting += 1
      try {
        await waitForTurn(state, budget, { signal, deadline, urgent })
      } finally {
        shown.waiting -= 1
      }
      for (const counter of new Set([shown, own])) counter.used(state.store.now())
    },
    async refused({ retryAfterMs, sentAt }) {
      const now = state.store.now()
      for (const counter of new Set([shown, own])) counter.refused(now)
      const refusal = {
        now,
        sentAt: now - (Date.now() - sentAt),
        retryAfterMs,
        pacePerMinute: own.pace(now),
        documentedPerMinute: documentedPerMinute(state, budget),
      }
      const lesson = await state.store.learn(budget.partnerId, budget.budget, (before) => learned(before, refusal))
      await state.remember(budget.partnerId, budget.budget, lesson)
    },
  }
}

/** Pauses first; then one place under each rate, the longest period first, and at last the wait until the latest of them. */
async function waitForTurn(state: State, budget: Budget, entering: Entering): Promise<void> {
  const { signal, deadline } = entering
  for (;;) {
    const lesson = await state.lessonOf(budget.partnerId, budget.budget)
    const now = state.store.now()
    const pausedMs = lesson ? lesson.pausedUntil - now : 0
    if (pausedMs <= 0) {
      await waitForPlaces(state, budget, lesson, entering)
      const after = await state.lessonOf(budget.partnerId, budget.budget)
      // Somebody was refused while this call waited for its place.
      if (!after || after.pausedUntil <= state.store.now()) return
      continue
    }
    if (now + pausedMs > deadline) throw throttled(budget, pausedMs, 'paused')
    // Not all at the same moment.
    await sleep(Math.ceil(pausedMs + Math.random() * Math.min(250, pausedMs / 10)), undefined, { signal })
  }
}

async function waitForPlaces(state: State, budget: Budget, lesson: Lesson | null, { signal, deadline, urgent }: Entering): Promise<void> {
  let goAt = 0
  for (const { partnerId, key, limit } of placesOf(state, budget, lesson)) {
    signal?.throwIfAborted()
    const place = await state.pacerOf(partnerId, key, limit).place({ deadline, urgent, signal })
    signal?.throwIfAborted()
    if ('lateByMs' in place) throw throttled(budget, place.lateByMs, 'rate')
    goAt = Math.max(goAt, place.goAt)
  }
  const waitMs = goAt - state.store.now()
  if (waitMs > 0) await sleep(Math.ceil(waitMs), undefined, { signal })
}

type PlaceOf = { partnerId: string; key: string; limit: Rate }

function placesOf({ store, mode, speed }: State, budget: Budget, lesson: Lesson | null): PlaceOf[] {
  const { api, resource, partnerId, tenantId } = budget
  const perMinute = lesson && allowedPerMinute(lesson, store.now())
  const places = (mode === 'documented' ? limitsOf(api, resource) : []).map((limit): PlaceOf => {
    const rate = { most: limit.most, periodMs: limit.periodMs / speed, windows: limit.windows }
    if (limit.per === 'application') return { partnerId: wholeApplication, key: limit.name, limit: rate }
    return { partnerId, key: limit.per === 'tenant' ? `${limit.name} ${tenantId}` : limit.name, limit: rate }
  })
  // The figure is part of the key: processes that think alike count together, also while it grows.
  if (perMinute !== null)
    places.unshift({ partnerId, key: `${budget.budget} ${perMinute}`, limit: { most: perMinute, periodMs: minuteMs } })
  return places
}

/** The slowest of the rates documented for the resource itself, not for the whole API. */
function documentedPerMinute({ mode, speed }: State, { api, resource }: Budget): number | null {
  if (mode === 'none') return null
  const rates = limitsOf(api, resource).flatMap((limit) =>
    limit.resource === undefined ? [] : (limit.most * minuteMs * speed) / limit.periodMs,
  )
  return rates.length > 0 ? Math.min(...rates) : null
}

const throttled = ({ resource }: Budget, ms: number, why: 'paused' | 'rate'): MicrosoftError =>
  new MicrosoftError(
    why === 'paused' ? `Microsoft has asked for a pause of ${resource}` : `The rate of ${resource} leaves no room in the time given`,
    { kind: 'throttled', code: why === 'paused' ? 'rate_paused' : 'rate_used_up', retryAfterMs: Math.ceil(ms) },
  )
