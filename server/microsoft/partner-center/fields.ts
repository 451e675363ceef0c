// Readers for what only Partner Center sends: names in either case, numbered words, years that mean "never". Entered by every resource of this folder.
import { z } from 'zod'
import { flag, instantOf, memberOf, number, readable, reader, text, textOf } from '../tolerant.ts'

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** `RelationshipToPartner`, `relationshipToPartner` and `ID` are written in either way; here they begin in lower case. */
export function camelNames(value: unknown): unknown {
  if (!isRecord(value) || !Object.keys(value).some((name) => /^[A-Z]/.test(name))) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [camelName(name), one]))
}

const camelName = (name: string): string =>
  name === name.toUpperCase() ? name.toLowerCase() : name.slice(0, 1).toLowerCase() + name.slice(1)

/** A resource, whatever the case of its property names. */
export const record = <Shape extends z.ZodRawShape>(shape: Shape) => z.preprocess(camelNames, z.object(shape))

/** A resource within another; its absence, null or another type reads as an empty one. */
export const part = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess((value) => (isRecord(value) ? camelNames(value) : {}), z.object(shape))

/** A resource within another that may be absent, which means something: null. */
export const maybe = <Read>(schema: z.ZodType<Read>) =>
  reader((value): Read | null => (isRecord(value) ? (schema.safeParse(value).data ?? null) : null))

/** Resources within a list of another; also where documentation wraps the list in `{"items": []}` or `{"value": []}`. */
export const parts = <Read>(schema: z.ZodType<Read>) => z.preprocess(unwrapped, readable(schema))

/** The texts of a list, wrapped or not. */
export const words = reader((value) => {
  const list = unwrapped(value)
  return Array.isArray(list) ? list.flatMap((one) => textOf(one) ?? []) : []
})

function unwrapped(value: unknown): unknown {
  if (!isRecord(value)) return value
  return value['items'] ?? value['Items'] ?? value['value'] ?? value['Value']
}

/**
 * A word that Partner Center also sends as its number: the words in the order of their numbers, from 0. A word or number that is new to
 * us as it was sent.
 */
export const numbered = <Word extends string>(...byNumber: readonly Word[]) => {
  const members = byNumber.map((word) => memberOf(word) ?? word)
  const known = new Map(byNumber.map((word) => [memberOf(word), word]))
  return reader((sent): Word | (string & {}) | null => known.get(memberOf(sent, members)) ?? textOf(sent, 100))
}

export const billingCycle = numbered('unknown', 'monthly', 'annual', 'none', 'one_time', 'triennial')

/** A date that may lie beyond all time: year 9999 is `never`, which is not the same as no date. */
export function endOf(value: unknown): Date | 'never' | null {
  return typeof value === 'string' && /^\s*9999-/.test(value) ? 'never' : instantOf(value)
}
export const end = reader(endOf)

/** What must come out as it went in, such as a password. */
export const verbatim = reader((value) => (typeof value === 'string' && value !== '' ? value : null))

/** Names and values that documentation leaves open; kept as they were sent. */
export const dictionary = reader((value): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {}))

/** What every resource carries about itself. The etag is what `If-Match` wants. */
export const attributes = part({ etag: verbatim, objectType: text })

/** Where a resource is read; relative, with or without `/v1`. */
export const link = maybe(record({ uri: text, method: text }).transform(({ uri }) => uri))

export const address = part({
  country: text,
  region: text,
  state: text,
  city: text,
  addressLine1: text,
  addressLine2: text,
  addressLine3: text,
  postalCode: text,
  firstName: text,
  middleName: text,
  lastName: text,
  phoneNumber: text,
})
export type Address = z.output<typeof address>

export const contact = part({ firstName: text, middleName: text, lastName: text, email: text, phoneNumber: text })

export const price = maybe(
  record({ listPrice: number, discountedPrice: number, proratedPrice: number, price: number, extendedPrice: number }),
)

export const itemType = maybe(record({ id: text, displayName: text, subType: maybe(record({ id: text, displayName: text })) }))

/** The resource after a change; null where a change is answered by 202, 204 or an empty body. */
export const orNothing = <Read>(schema: z.ZodType<Read>) => schema.nullable().catch(null)

/** An answer of which nothing is read. */
export const nothing = z.unknown().transform(() => null)

export const yes = flag.transform((value) => value === true)
