// What is sent to Partner Center: property names in either case, as in its own samples; nothing it does not document. Entered by every resource
// of this folder that is made or changed.
import { z } from 'zod'
import type { Asked } from '../perform.ts'
import { isRecord } from './fields.ts'

/** A change may name its intention, so that a repetition after a time-out or a restart is recognised by Microsoft. */
export type ChangeOptions = Pick<Asked, 'signal' | 'patienceMs' | 'requestId'>

/** About the resource itself: taken along where a resource is read, changed and sent back. */
const aboutItself = {
  attributes: z.record(z.string(), z.unknown()).nullish(),
  links: z.record(z.string(), z.unknown()).nullish(),
}

/**
 * A body of which our own code may set these properties and no others; names are matched in any case and sent in camel case. What a
 * documented request has besides passes as it is; where it is null it says nothing and is left out.
 */
export const request = <Shape extends z.ZodRawShape>(shape: Shape) => {
  const ours = z.strictObject({ ...aboutItself, ...shape })
  const names = new Map(Object.keys(ours.shape).map((name) => [name.toLowerCase(), name]))
  return z.preprocess((given: z.input<typeof ours>): unknown => named(given, names), sent(ours, z.nullable, names))
}

/**
 * A whole resource that was read, changed and is sent back: what Microsoft added since goes back as well, and what it left out stays out.
 */
export const whole = <Shape extends z.ZodRawShape>(shape: Shape) => {
  const object = z.looseObject({ ...aboutItself, ...shape })
  const names = new Map(Object.keys(object.shape).map((name) => [name.toLowerCase(), name]))
  return z.preprocess((given: z.input<typeof object>): unknown => named(given, names), sent(object, z.nullish, names))
}

/**
 * How a body is checked: a null says nothing wherever it stands, and what else is there passes without anybody looking at it. The same
 * property twice, in another case, is not for us to choose from.
 */
function sent<Declared extends z.ZodObject>(
  object: Declared,
  relax: (member: z.core.SomeType) => z.ZodType,
  names: ReadonlyMap<string, string>,
): z.ZodType<z.output<Declared>> {
  const members = Object.entries(object.shape).map(([name, member]) => [name, relax(member)] as const)
  const read: z.ZodType = z.looseObject(Object.fromEntries(members)).superRefine((body, context) => {
    for (const name of Object.keys(body))
      if ((names.get(name.toLowerCase()) ?? name) !== name) context.addIssue({ code: 'custom', message: `${name} is there twice` })
  })
  return read as z.ZodType<z.output<Declared>>
}

function named(given: unknown, names: ReadonlyMap<string, string>): unknown {
  if (!isRecord(given)) return given
  const pairs = new Map<string, unknown>()
  for (const [name, value] of Object.entries(given)) {
    const known = names.get(name.toLowerCase())
    // The same property twice: the second stays as it is and is refused.
    if (known !== undefined && !pairs.has(known)) pairs.set(known, value)
    else if (value !== null || known !== undefined) pairs.set(name, value)
  }
  return Object.fromEntries(pairs)
}

export const Text = z.string().trim().min(1).max(2000)
export const optionalText = z.string().max(2000).nullish()
export const Guid = z.guid()
export const Moment = z.string().regex(/^\d{4}-\d{2}-\d{2}([T ].*)?$/, 'is no date')
export const Country = z.string().regex(/^[a-z]{2}$/i, 'is no ISO 3166-1 code of two letters')
export const Duration = z.string().regex(/^P(\d+[YMWD])+$/i, 'is no duration such as P1M')
export const Quantity = z.int().min(1).max(10_000_000)
/** A number in text, such as 4391507. */
export const MpnId = z.string().regex(/^\d{1,12}$/, 'is no partner ID')

/** One of these words, in any casing, or a number that Partner Center has for one; sent as given. */
export const oneOf = (...words: readonly string[]) => {
  const plain = (word: string): string => word.toLowerCase().replace(/[\s_-]/g, '')
  const known = new Set(words.map(plain))
  const isKnown = (word: string | number): boolean => typeof word === 'number' || known.has(plain(word))
  return z.union([z.string(), z.int().min(0)]).refine(isKnown, `is none of ${words.join(', ')}`)
}

export const BillingCycle = oneOf('unknown', 'monthly', 'annual', 'none', 'one_time', 'triennial')

/** Additional values of a purchase: names are the catalog's own. */
export const Dictionary = z.record(z.string(), z.json())

/** An address as far as documentation asks for it everywhere; markets ask for more, see country-rules.ts. */
export const AddressBody = request({
  country: Country,
  region: optionalText,
  city: Text,
  state: optionalText,
  addressLine1: Text,
  addressLine2: optionalText,
  addressLine3: optionalText,
  postalCode: optionalText,
  firstName: optionalText,
  middleName: optionalText,
  lastName: optionalText,
  phoneNumber: optionalText,
})

export const ContactBody = request({
  firstName: Text,
  middleName: optionalText,
  lastName: Text,
  email: optionalText,
  phoneNumber: optionalText,
})
