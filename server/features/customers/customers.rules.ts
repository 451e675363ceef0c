// Decisions about customers: windows of time, the default view, what counts as a tenant ID. Pure.
import type { CustomerView } from '../../../contract/customers.ts'
import type { Limits } from '../../../contract/settings.ts'

/** «Aucun» is open to partners below the limit; a partner exactly at it counts as large (S60, D1). */
export const noneFilterAvailable = (customers: number, limits: Limits): boolean => customers < limits.smallPartnerBelow

/** S67, S68. */
export const defaultView = (customers: number, limits: Limits): CustomerView => (noneFilterAvailable(customers, limits) ? 'all' : 'flagged')

/** Who goes out to make room for one more: one at the limit (S64), more where it was lowered meanwhile (D6). */
export const dropsFor = <Flag>(flagsByAge: readonly Flag[], limit: number): Flag[] =>
  flagsByAge.slice(0, Math.max(0, flagsByAge.length + 1 - limit))

/** Whether what was undone may stand: the limit holds, or there are no more flags than before the change (D6). */
export const mayStandAgain = (flags: number, { before, limit }: { before: number; limit: number }): boolean =>
  flags <= Math.max(before, limit)

/**
 * The range of tenant IDs that begin with what was typed, or `null` where it cannot be meant as one.
 * Six digits at least: shorter ones (`fa`, `cafe`) are words, and would hit hundreds of IDs by accident.
 */
export function tenantIdRange(search: string): { from: string; to: string } | null {
  const digits = search.toLowerCase().replaceAll('-', '')
  if (!/^[0-9a-f]{6,32}$/.test(digits)) return null
  const asUuid = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { from: asUuid(digits.padEnd(32, '0')), to: asUuid(digits.padEnd(32, 'f')) }
}

export const isTenantId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text.trim())

/** A whole domain, not the beginning of one: labels and a last one of letters. */
export const isDomain = (text: string): boolean =>
  /^(?=.{4,253}$)([\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}]{2,63}$/u.test(text.trim())

const dayMs = 86_400_000

/** Details hardly ever change; spread over the days, and sooner where there may be nothing only because we were not let in. */
export const nextDetailsMs = (readable: boolean, random: number): number => (readable ? 7 : 1) * dayMs * (0.9 + random / 5)
