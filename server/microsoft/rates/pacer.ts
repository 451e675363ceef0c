// Hands out the slots of one rate to the calls of this process that wait for them. Slots are taken from the shared store a few at a time,
// for as many calls as wait; ahead by one window, so that nobody loses time on the way to the database. Entered by budgets.ts.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Slots } from './slots.ts'

export type Place = { goAt: number } | { lateByMs: number }

export type Pacer = {
  /** When the call may go, or how long it would have to wait where that is later than `deadline`. Throws what the store throws. */
  place(options: { deadline: number; urgent: boolean; signal: AbortSignal | undefined }): Promise<Place>
  idle(): boolean
}

export type PacerOptions = {
  slots: Slots
  now(): number
  /** Takes so many permits of a window; see RateStore.take. */
  take(window: string, permits: number, keepSeconds: number): Promise<{ before: number; endsInMs: number }>
}

type Waiter = { deadline: number; urgent: boolean; settle(place: Place): void; fail(error: unknown): void }

/** Windows a call may be given a slot of before they begin. Urgent ones reach further, so that they find one that others have not emptied. */
const reachMs = { usual: 150, urgent: 2500 }
/** Permits are kept so long beyond their window, so that clocks that differ do not make them anew. */
const keepSeconds = 120
/** Of a window, taken at once although fewer wait, as long as nobody else needs them: the next calls then cost no round trip. */
const leaseShare = 1 / 4
const mostLeased = 10
/** Of a window, taken at once at most: other processes shall find some, too. */
const mostShare = 1 / 2

export function createPacer(options: PacerOptions): Pacer {
  const waiting: Waiter[] = []
  const stock: { goAt: number; until: number }[] = []
  let running = false
  const run = async (): Promise<void> => {
    running = true
    try {
      await (options.slots.kind === 'spaced' ? serveSpaced(options, waiting) : serveGrid(options, waiting, stock))
    } catch (error) {
      for (const waiter of waiting.splice(0)) waiter.fail(error)
    } finally {
      running = false
    }
  }
  return {
    idle: () => !running && waiting.length === 0 && !stock.some(({ until }) => until > options.now()),
    place({ deadline, urgent, signal }) {
      const at = options.now()
      while (stock[0] && stock[0].until <= at) stock.shift()
      const kept = stock.shift()
      if (kept) return Promise.resolve(kept.goAt > deadline ? { lateByMs: kept.goAt - at } : { goAt: kept.goAt })
      const before = urgent ? waiting.findIndex((waiter) => !waiter.urgent) : -1
      const ahead = before < 0 ? waiting.length : before
      // Whoever could not have its turn in time even if this process were alone is told so at once.
      const atBestMs = ahead * options.slots.slotMs
      if (at + atBestMs > deadline) return Promise.resolve({ lateByMs: atBestMs })
      const { promise, resolve, reject } = Promise.withResolvers<Place>()
      const waiter: Waiter = { deadline, urgent, settle: resolve, fail: reject }
      const leave = (): void => {
        waiter.deadline = Number.NEGATIVE_INFINITY
      }
      signal?.addEventListener('abort', leave, { once: true })
      waiting.splice(ahead, 0, waiter)
      if (!running) void run()
      return promise.finally(() => signal?.removeEventListener('abort', leave))
    },
  }
}

/** Settles those whose patience would end before `at`. */
function dismiss(waiting: Waiter[], at: number, now: number, slotMs: number): void {
  const late = waiting.filter((waiter) => waiter.deadline < at)
  for (const waiter of late) waiter.settle({ lateByMs: Math.max(slotMs, at - now) })
  if (late.length > 0) waiting.splice(0, waiting.length, ...waiting.filter((waiter) => waiter.deadline >= at))
}

async function serveGrid({ slots, now, take }: PacerOptions, waiting: Waiter[], stock: { goAt: number; until: number }[]): Promise<void> {
  const { windowMs, slotMs, even } = slots
  let window = 0
  let scarce = false
  while (waiting.length > 0) {
    const at = now()
    window = Math.max(window, Math.floor(at / windowMs))
    const beginsAt = window * windowMs
    dismiss(waiting, beginsAt, at, slotMs)
    const urgent = waiting[0]?.urgent ?? false
    const opensInMs = beginsAt - (urgent ? reachMs.urgent : reachMs.usual) - at
    if (opensInMs > 0) {
      // Short enough that an urgent call which comes meanwhile is seen.
      await sleep(Math.min(opensInMs, reachMs.usual))
      continue
    }
    const callers = waiting.filter((waiter) => !urgent || waiter.urgent).length
    const ahead = scarce ? 1 : Math.min(mostLeased, Math.ceil(slots.slots * leaseShare))
    const wanted = Math.min(Math.ceil(slots.slots * mostShare), Math.max(callers, ahead))
    const { before } = await take(String(window), wanted, windowMs / 1000 + keepSeconds)
    const granted = Array.from({ length: Math.max(0, Math.min(wanted, slots.slots - before)) }, (_, index) => {
      const slotAt = even ? beginsAt + (before + index) * slotMs : beginsAt
      return { goAt: Math.max(now(), slotAt), until: beginsAt + windowMs }
    })
    scarce = before + wanted >= slots.slots
    if (scarce) window += 1
    dismiss(waiting, now(), at, slotMs)
    for (const slot of granted) {
      const waiter = waiting.shift()
      if (!waiter) stock.push(slot)
      else if (slot.goAt > waiter.deadline) waiter.settle({ lateByMs: slot.goAt - at })
      else waiter.settle({ goAt: slot.goAt })
    }
  }
}

async function serveSpaced({ slots, now, take }: PacerOptions, waiting: Waiter[]): Promise<void> {
  while (waiting.length > 0) {
    const { before, endsInMs } = await take('spaced', 1, slots.slotMs / 1000)
    const at = now()
    if (before === 0) waiting.shift()?.settle({ goAt: at })
    else {
      dismiss(waiting, at + endsInMs, at, slots.slotMs)
      if (waiting.length > 0) await sleep(endsInMs + 5)
    }
  }
}
