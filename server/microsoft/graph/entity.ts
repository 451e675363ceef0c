// How Graph wraps one object and writes the words of its lists of values. Entered by every resource of this folder.
import { z } from 'zod'
import { flag, readable, text } from '../tolerant.ts'

/** Collections of words that grew after the enum was published are sent only to those who ask. */
export const preferAllMembers = { prefer: 'include-unknown-enum-members' }

/** One object, also where documentation prints it inside `value`, alone or as a list of one. */
export const entity = <Read>(schema: z.ZodType<Read>) => z.preprocess(unwrapped, schema)

function unwrapped(sent: unknown): unknown {
  if (!isObject(sent) || !('value' in sent) || 'id' in sent) return sent
  const { value } = sent
  if (Array.isArray(value)) return value.length === 1 ? value[0] : sent
  return isObject(value) ? value : sent
}

/**
 * The changed object; null where a change is answered by 202, 204 or an empty body, or by something unreadable: what was asked has been
 * done, so that is no failure, and who needs the object reads it again.
 */
export const entityOrNothing = <Read>(schema: z.ZodType<Read>) => z.preprocess(unwrapped, schema.nullable().catch(null))

const isObject = (sent: unknown): sent is Record<string, unknown> => sent !== null && typeof sent === 'object' && !Array.isArray(sent)

/** An answer of which nothing is read. */
export const nothing = z.unknown().transform(() => null)

/** `{"value": true}` of an action. */
export const done = z.object({ value: flag }).transform(({ value }) => value === true)

/** Text within quotes of an OData address or filter: there a quote is written twice. */
export const quoted = (value: string): string => value.trim().replaceAll("'", "''")

/** `[{name, value}]`, as announcements carry what has no column of its own. */
export const namedValues = readable(z.object({ name: text, value: text }))
