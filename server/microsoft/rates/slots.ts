// How a rate becomes slots in time: a grid of short windows, each with so many slots, the same for all processes. Pure; pacer.ts asks.

export type Slots = {
  /** `grid`: windows begin at fixed times; `spaced`: one call, and the next no sooner than so long after it. */
  kind: 'grid' | 'spaced'
  slotMs: number
  /** In one window. */
  slots: number
  windowMs: number
  /** Each slot has its own time within the window; else a window's slots may be used at once. */
  even: boolean
}

/** `windows`: parts of the period, each with as many slots; the fewer, the more may go at once and the less is used in all. */
export type Rate = { most: number; periodMs: number; windows?: number | undefined }

/** Of the allowed rate; the rest is for calls that arrive a little closer together than they were sent. */
const aim = 0.965
const usualWindows = 50
/** Slots further apart than this are not paced one by one: few calls are made at such a rate, and none should wait without need. */
const evenUpToMs = 300

/**
 * No interval as long as the period can see more than `most` calls, however it lies to the windows: a slot is used no sooner than its time
 * (or its window's beginning) and no later than its window's end.
 */
export function slotsOf(rate: Rate): Slots {
  // A low rate loses more to the edges of windows.
  for (let aimed = aim; ; aimed *= 0.99) {
    const slots = slotsAt(rate, aimed)
    if (mostInPeriod(slots, rate.periodMs) <= rate.most) return slots
  }
}

function slotsAt({ most, periodMs, windows = usualWindows }: Rate, aimed: number): Slots {
  const slotMs = periodMs / (most * aimed)
  const slots = Math.max(1, Math.round(periodMs / windows / slotMs))
  const even = slotMs <= evenUpToMs
  // So low a rate is not worth a grid: whoever comes after a pause should not have to wait for its next window.
  return { kind: slots === 1 && !even ? 'spaced' : 'grid', slotMs, slots, windowMs: slots * slotMs, even }
}

/** Most calls any interval of the period's length can see. */
export function mostInPeriod({ kind, slotMs, slots, windowMs, even }: Slots, periodMs: number): number {
  if (kind === 'spaced') return Math.floor(periodMs / slotMs) + 1
  return even ? Math.floor((periodMs + windowMs) / slotMs) + 1 : (Math.floor(periodMs / windowMs) + 2) * slots
}
