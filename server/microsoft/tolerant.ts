// Readers for values as Microsoft really sends them. Entered by every schema in graph/ and partner-center/.
import { z } from 'zod'

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** A tenant ID in lower case, or null for placeholders, nonsense, the empty GUID and nothing at all. */
export function guidOf(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const text = value.trim().toLowerCase()
  return guidPattern.test(text) && text !== '00000000-0000-0000-0000-000000000000' ? text : null
}

/** What most texts are: nothing in them to mend. */
const plainText = /^[!-~](?:[ -~]*[!-~])?$/

/** Text without white space at its ends and without control characters, or null where nothing is left. Longer than `most` is cut. */
export function textOf(value: unknown, most = 500): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  if (typeof value === 'string' && value.length <= most && plainText.test(value)) return value
  // PostgreSQL stores no NUL, and half a surrogate pair is no text.
  const text = String(value)
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, most)
    .toWellFormed()
  return text === '' ? null : text
}

/** Text of many lines: line breaks and tabs stay, other control characters go. Longer than `most` is cut. */
export function longTextOf(value: unknown, most = 200_000): string | null {
  if (typeof value !== 'string') return null
  const text = value
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, ' ')
    .trim()
    .slice(0, most)
    .toWellFormed()
  return text === '' ? null : text
}

/** A finite number, also where it is written as text. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

/** Yes or no, also as text in any casing; null where it says neither. */
export function flagOf(value: unknown): boolean | null {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value
  if (word === true || word === 'true') return true
  return word === false || word === 'false' ? false : null
}

/**
 * An instant. Dates come without a zone (then UTC), with stray spaces (`2015-11-25T06: 41: 12Z`), with a space for the T, or empty;
 * year 1 stands for "none" and year 9999 for "never", so both are null.
 */
export function instantOf(value: unknown): Date | null {
  if (typeof value !== 'string') return null
  if (asDocumented.test(value)) return nearOrNull(new Date(value))
  const text = value
    .trim()
    .replace(/^(\d{4}-\d{2}-\d{2})[T\s]+(?=\d)/i, '$1T')
    .replace(/\s+/g, '')
  const zoned = /^\d{4}-\d{2}-\d{2}(T\d.*(Z|[+-]\d{2}:?\d{2}))?$/i.test(text) ? text : `${text}Z`
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null
  return nearOrNull(new Date(zoned))
}

/** How nearly all come. */
const asDocumented = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/

function nearOrNull(date: Date): Date | null {
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

/** A schema that takes anything, also nothing, and is what `read` makes of it. */
export const reader = <Read>(read: (value: unknown) => Read) => z.transform((value: unknown) => read(value))

/** Schemas over the functions above: a missing or odd member never fails the record. */
export const guid = reader(guidOf)
export const text = reader((value) => textOf(value))
export const instant = reader(instantOf)
export const longText = reader((value) => longTextOf(value))
export const number = reader(numberOf)
export const flag = reader(flagOf)
/** The texts of a list; what is none is left out. */
export const texts = reader((value) => (Array.isArray(value) ? value.flatMap((one) => textOf(one) ?? []) : []))

/** A nested object whose absence, null or other type reads as an empty one. */
export const nested = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess((value) => (value && typeof value === 'object' && !Array.isArray(value) ? value : {}), z.object(shape))

/** The members of a list that can be read; an odd one never fails the record it stands in. */
export const readable = <Item>(item: z.ZodType<Item>) =>
  reader((value): Item[] =>
    (Array.isArray(value) ? value : []).flatMap((one) => {
      const read = item.safeParse(one)
      return read.success ? [read.data] : []
    }),
  )

/** A list whose absence reads as an empty one. */
export const listOf = <Item extends z.ZodType>(item: Item) => z.preprocess((value) => (Array.isArray(value) ? value : []), z.array(item))
