// Dates, numbers, relative times, lists and countries as the reader's language writes them. Pure but for `useFormat`.
import { useTranslation } from 'react-i18next'
import type { Locale } from './locales.ts'

export type Format = {
  number: (value: number) => string
  /** "12 Mar 2027" */
  date: (instant: string) => string
  /** "12–14 Mar 2027", or one date where both are on the same day. */
  dates: (from: string, to: string) => string
  /** "12 Mar 2027, 14:05" in the reader's time zone. */
  dateTime: (instant: string) => string
  /** The exact instant for a hover text: the reader's zone and UTC. */
  exact: (instant: string) => string
  /** "3 min ago", "in 12 days"; a plain date beyond a week back or `horizonDays` ahead. */
  relative: (instant: string, options?: { now?: number; horizonDays?: number }) => string
  list: (items: readonly string[]) => string
  /** The name of an ISO 3166-1 alpha-2 country; the code itself where it is unknown. */
  country: (code: string) => string
  compare: (a: string, b: string) => number
}

const made = new Map<string, Format>()

/** The formats of a locale, made once. `timeZone` is the reader's unless a test says otherwise. */
export function formatting(locale: Locale, timeZone?: string): Format {
  const key = `${locale} ${timeZone ?? ''}`
  const known = made.get(key)
  if (known) return known
  const format = make(locale, timeZone)
  made.set(key, format)
  return format
}

/** Browsers take milliseconds to make one of their formats, and a page needs few. */
function once<Made>(make: () => Made): () => Made {
  let kept: Made | undefined
  return () => {
    kept ??= make()
    return kept
  }
}

function make(locale: Locale, timeZone?: string): Format {
  const number = once(() => new Intl.NumberFormat(locale))
  const date = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone }))
  const dateTime = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }))
  const full = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long', timeZone }))
  const utc = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }))
  const relative = once(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }))
  const justNow = locale.startsWith('fr') ? 'à l’instant' : 'just now'
  const list = once(() => new Intl.ListFormat(locale, { type: 'conjunction' }))
  const countries = once(() => new Intl.DisplayNames(locale, { type: 'region' }))
  const collator = once(() => new Intl.Collator(locale, { sensitivity: 'base', numeric: true }))
  return {
    number: (value) => number().format(value),
    date: (instant) => date().format(new Date(instant)),
    dates: (from, to) => date().formatRange(new Date(from), new Date(to)),
    dateTime: (instant) => dateTime().format(new Date(instant)),
    exact: (instant) => `${full().format(new Date(instant))} · ${utc().format(new Date(instant))} UTC`,
    relative: (instant, { now = Date.now(), horizonDays = 365 } = {}) => {
      const distanceMs = Date.parse(instant) - now
      if (Math.abs(distanceMs) < minute && distanceMs <= aheadMs) return justNow
      const step = relativeStep(distanceMs, horizonDays)
      return step ? relative().format(...step) : date().format(new Date(instant))
    },
    list: (items) => list().format(items),
    country: (code) => countries().of(code) ?? code,
    compare: (a, b) => collator().compare(a, b),
  }
}

/** What has just happened on a server whose clock is so far ahead has still happened. */
const aheadMs = 10_000
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** The count and unit that say a distance best, or nothing where a plain date says it better. */
function relativeStep(distanceMs: number, horizonDays: number): [number, Intl.RelativeTimeFormatUnit] | undefined {
  const size = Math.abs(distanceMs)
  if (distanceMs < -7 * day || distanceMs > horizonDays * day) return undefined
  if (size < minute) return [0, 'second']
  if (size < hour) return [Math.trunc(distanceMs / minute), 'minute']
  if (size < day) return [Math.trunc(distanceMs / hour), 'hour']
  return [Math.trunc(distanceMs / day), 'day']
}

/** The formats of the language in use; the component is drawn again when it changes. */
export function useFormat(): Format {
  const { i18n } = useTranslation()
  return formatting(i18n.language as Locale)
}
