// When a notice may leave: quiet hours and digests, in the time zone of the rule. Pure.
import type { Delivery, RuleSettings } from '../../../contract/notifications.ts'

type Local = { year: number; month: number; day: number; hour: number; minute: number }

const minuteMs = 60_000
const dayMs = 86_400_000

function localTime(at: Date, timeZone: string): Local {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  return parts as unknown as Local
}

const asUtc = ({ year, month, day, hour, minute }: Local): number => Date.UTC(year, month - 1, day, hour, minute)

/**
 * The instants at which clocks there show this, in order: two where they are put back over it. Where they are put forward over it there is
 * none, and it is as long after the change as it would have been.
 */
function instantsOf(local: Local, timeZone: string): Date[] {
  const wished = asUtc(local)
  const offsetAt = (at: number): number => asUtc(localTime(new Date(at), timeZone)) - at
  const earlier = wished - offsetAt(wished - dayMs)
  const shown = [earlier, wished - offsetAt(wished + dayMs)].filter((at) => at + offsetAt(at) === wished)
  return (shown.length > 0 ? [...new Set(shown)] : [earlier]).map((at) => new Date(at))
}

type ClockTime = {
  hour: number
  minute: number
  weekday?: number
  /** Of a time that comes twice that day, the first alone. */
  once?: boolean
}

/** The next instant after `now` at which clocks there show this time, on one weekday (1 is Monday) or on any. */
export function nextAt(now: Date, timeZone: string, { hour, minute, weekday, once = false }: ClockTime): Date {
  const today = localTime(now, timeZone)
  for (let days = 0; days <= 8; days += 1) {
    // Counted on the calendar: a day is not always 24 hours long.
    const date = new Date(Date.UTC(today.year, today.month - 1, today.day + days))
    if (weekday && (date.getUTCDay() || 7) !== weekday) continue
    const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
    const instants = instantsOf({ year, month, day, hour, minute }, timeZone)
    const at = (once ? instants.slice(0, 1) : instants).find((instant) => instant > now)
    if (at) return at
  }
  return new Date(now.getTime() + dayMs)
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** When the quiet hours that `now` lies in end; null outside of them. Equal ends mean all day, so there would be no end: then none are kept. */
export function quietUntil(now: Date, { quietHours, timeZone }: Pick<RuleSettings, 'quietHours' | 'timeZone'>): Date | null {
  if (!quietHours) return null
  const [from, to] = [minutesOf(quietHours.from), minutesOf(quietHours.to)]
  const { hour, minute } = localTime(now, timeZone)
  const at = hour * 60 + minute
  const isQuiet = from <= to ? at >= from && at < to : at >= from || at < to
  return isQuiet ? nextAt(now, timeZone, { hour: Math.floor(to / 60), minute: to % 60 }) : null
}

/** When the next digest leaves; null where there is none. */
export function nextDigest(now: Date, delivery: Delivery, timeZone: string): Date | null {
  if (delivery.how === 'immediately') return null
  return nextAt(now, timeZone, {
    hour: delivery.hour,
    minute: 0,
    once: true,
    ...(delivery.how === 'weekly' && { weekday: delivery.weekday }),
  })
}

/** After so many minutes it is tried again; when they are used up, no more. */
const retryMinutes = [1, 5, 15, 60, 180, 360, 720, 1440]

/** Whether there were as many tries as there may be; where none of them has an end, the process ended each time. */
export const triesUsedUp = (tries: number): boolean => tries > retryMinutes.length

/** Null when its tries are used up. `tries`: how many there were. */
export function nextTry(now: Date, tries: number): Date | null {
  const minutes = retryMinutes[tries - 1]
  return minutes === undefined ? null : new Date(now.getTime() + minutes * minuteMs)
}
