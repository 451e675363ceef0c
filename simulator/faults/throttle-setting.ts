// How limits are asked for in words: `documented`, `off`, `customer=100/60`, `customer=off`. Entered by options.ts, simulator.ts and control/.
import { DOCUMENTED } from './limit-rules.ts'
import type { LimitSetting, Limits } from './limits.ts'

export type Throttle = { all: 'documented' | 'off' } | { name: string; setting: LimitSetting | 'documented' | null }

export const LIMIT_NAMES: readonly string[] = DOCUMENTED.map((rule) => rule.name)

/** @throws an Error that says what can be meant. */
export function readThrottle(text: string): Throttle {
  if (text === 'documented' || text === 'off') return { all: text }
  const [name = '', value = 'documented'] = text.split('=')
  if (!LIMIT_NAMES.includes(name))
    throw new Error(`There is no limit "${name}". Give documented, off, or one of ${LIMIT_NAMES.join(', ')}.`)
  if (value === 'documented') return { name, setting: value }
  if (value === 'off') return { name, setting: null }
  const [, most, seconds] = /^([1-9]\d{0,8})\/([1-9]\d{0,5})$/.exec(value) ?? []
  if (!most || !seconds)
    throw new Error(`"${text}" is no limit. Write ${name}=100/60 for 100 calls in 60 seconds, ${name}=off or ${name}=documented.`)
  return { name, setting: { most: Number(most), seconds: Number(seconds) } }
}

export function applyThrottle(limits: Limits, text: string): void {
  const wanted = readThrottle(text)
  if ('all' in wanted) limits.setAll(wanted.all)
  else limits.set(wanted.name, wanted.setting)
}
