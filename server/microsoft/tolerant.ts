// Readers for values as Microsoft really sends them. Entered by every schema in graph/ and partner-center/.
import { z } from 'zod'

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** A tenant ID in lower case, or null for placeholders, nonsense, the empty GUID and nothing at all. */
export function guidOf(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const text = value.trim().toLowerCase()
  return guidPattern.test(text) && text !== '00000000-0000-0000-0000-000000000000' ? text : null
}

/** Text without white space at its ends and without control characters, or null where nothing is left. Longer than `most` is cut. */
export function textOf(value: unknown, most = 500): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  // PostgreSQL stores no NUL, and half a surrogate pair is no text.
  const text = String(value)
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, most)
    .toWellFormed()
  return text === '' ? null : text
}

/**
 * An instant. Dates come without a zone (then UTC), with stray spaces (`2015-11-25T06: 41: 12Z`), with a space for the T, or empty;
 * year 1 stands for "none" and year 9999 for "never", so both are null.
 */
export function instantOf(value: unknown): Date | null {
  if (typeof value !== 'string') return null
  const text = value
    .trim()
    .replace(/^(\d{4}-\d{2}-\d{2})[T\s]+(?=\d)/i, '$1T')
    .replace(/\s+/g, '')
  const zoned = /^\d{4}-\d{2}-\d{2}(T\d.*(Z|[+-]\d{2}:?\d{2}))?$/i.test(text) ? text : `${text}Z`
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null
  const date = new Date(zoned)
  const year = date.getUTCFullYear()
  return Number.isNaN(date.getTime()) || year <= 1 || year >= 9999 ? null : date
}

/** An enum member, as a lower-case word without separators: `microsoft_support`, `MicrosoftSupport` and its number agree. */
export function memberOf(value: unknown, byNumber: readonly string[] = []): string | null {
  if (typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value))) return byNumber[Number(value)] ?? null
  return typeof value === 'string' && value.trim() !== ''
    ? value
        .trim()
        .toLowerCase()
        .replace(/[\s_-]/g, '')
    : null
}

/** A member that is looked at later, whatever it is. */
export const anything = z.unknown().optional()

/** Schemas over those readers: a missing or odd member never fails the record. */
export const guid = z.unknown().optional().transform(guidOf)
export const text = z
  .unknown()
  .optional()
  .transform((value) => textOf(value))
export const instant = z.unknown().optional().transform(instantOf)

/** A nested object whose absence, null or other type reads as an empty one. */
export const nested = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess((value) => (value && typeof value === 'object' ? value : {}), z.object(shape))

/** A list whose absence reads as an empty one. */
export const listOf = <Item extends z.ZodType>(item: Item) => z.preprocess((value) => (Array.isArray(value) ? value : []), z.array(item))
