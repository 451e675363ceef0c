// Dates as Microsoft writes them, and months counted as its terms are. Pure.

const DAY = 86_400_000

/** The same day of the month, `months` later; the last day where the month is shorter. */
export function addMonths(moment: number, months: number): number {
  const date = new Date(moment)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
  return date.getTime()
}

export function midnight(moment: number): number {
  return Math.floor(moment / DAY) * DAY
}

/** With seven decimals, as Partner Center gives the times of changes. */
export function instant(moment: number): string {
  const fraction = String((Math.imul(moment | 0, 0x9e3779b1) >>> 0) % 10_000).padStart(4, '0')
  return `${new Date(moment).toISOString().slice(0, 23)}${fraction}Z`
}

/** Without decimals. */
export function second(moment: number): string {
  return `${new Date(moment).toISOString().slice(0, 19)}Z`
}

/** Without a zone, as some resources still give their times. */
export function zoneless(moment: number): string {
  return new Date(moment).toISOString().slice(0, 23)
}

/** Partner Center's "no date". */
export const NO_DATE = '0001-01-01T00:00:00'
/** Partner Center's "never". */
export const NEVER = '9999-12-31T00:00:00Z'
