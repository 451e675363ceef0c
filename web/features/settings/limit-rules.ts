// What may be entered as a limit. The compiler holds the bounds to the contract's. Pure.
import type { limitBounds as contractBounds, Limits } from '../../../contract/settings.ts'

export const limitBounds: typeof contractBounds = {
  smallPartnerBelow: { default: 100, most: 100_000 },
  flagged: { default: 30, most: 1_000 },
  recent: { default: 30, most: 500 },
  searchResults: { default: 100, most: 500 },
}

export type LimitName = keyof typeof limitBounds
export const limitNames = Object.keys(limitBounds) as LimitName[]

/** What stands in the fields, as typed. */
export type LimitTexts = Record<LimitName, string>

export const textsOf = (limits: Limits): LimitTexts =>
  Object.fromEntries(limitNames.map((name) => [name, String(limits[name])])) as LimitTexts

/** The number a field holds, or what is wrong with it. */
export function readLimit(name: LimitName, text: string): number | 'notANumber' | 'outOfBounds' {
  const plain = text.replace(/[\s  .,’']/g, '')
  if (!/^\d+$/.test(plain)) return 'notANumber'
  const value = Number(plain)
  const { default: least, most } = limitBounds[name]
  return value < least || value > most ? 'outOfBounds' : value
}

/** All limits, or nothing while a field is wrong. */
export function readLimits(texts: LimitTexts): Limits | undefined {
  const values = limitNames.map((name) => [name, readLimit(name, texts[name])] as const)
  return values.every(([, value]) => typeof value === 'number') ? (Object.fromEntries(values) as Limits) : undefined
}
