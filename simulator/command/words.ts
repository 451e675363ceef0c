// Words of the command line turned into what the control interface takes. Pure. Entered by the commands beside it.
import { CannotDo } from './control-client.ts'

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 }

/** `3d`, `+2h`, `90m` in seconds. */
export function secondsOf(text: string): number | undefined {
  const [, number, unit = ''] = /^\+?(\d+(?:\.\d+)?)([smhdw])$/.exec(text) ?? []
  const seconds = UNIT_SECONDS[unit]
  return number === undefined || seconds === undefined ? undefined : Math.round(Number(number) * seconds)
}

export function numberOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (text.trim() === '' || Number.isNaN(value)) throw new CannotDo(`--${name} takes a number, not "${text}".`)
  return value
}

export function needed(what: string, text: string | undefined, example: string): string {
  if (text === undefined || text.trim() === '') throw new CannotDo(`Give ${what}, such as: npm run simulator -- ${example}`)
  return text
}
