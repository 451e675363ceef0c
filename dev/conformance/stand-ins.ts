// Values in place of what documentation prints for them in requests: `"quantity": "<quantity>"`. Entered by run.ts. Pure.
import type { z } from 'zod'
import { isPlaceholder } from './comparison.ts'

const standIns = [
  ...[
    'https://example.com/hook',
    'a0000000-0000-4000-8000-000000000001',
    '2030-01-01T00:00:00Z',
    'US',
    'P1M',
    'P180D',
    'monthly',
    'active',
  ],
  ...['a@example.com', 'example.com', 'en-US', '4391507', 1, true],
]

/** The request with the first fitting value for each placeholder that the schema refuses; as it is where none fits. */
export function withStandIns(schema: z.ZodType, value: unknown): unknown {
  let filled = value
  for (const path of refusedBy(schema, value)) {
    if (!isPlaceholder(valueAt(filled, path))) continue
    const fitting = standIns.find(
      (one) => !refusedBy(schema, put(filled, path, one)).some((other) => sameName(other.join('.'), path.join('.'))),
    )
    if (fitting !== undefined) filled = put(filled, path, fitting)
  }
  return filled
}

const refusedBy = (schema: z.ZodType, value: unknown): string[][] =>
  schema.safeParse(value).error?.issues.map(({ path }) => path.map(String)) ?? []

/** Names are documented in either case. */
const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

function valueAt(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined || typeof value !== 'object' || value === null) return value
  return valueAt(Object.entries(value).find(([key]) => sameName(key, name))?.[1], rest)
}

function put(value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown {
  if (name === undefined) return by
  if (Array.isArray(value)) return value.map((one, place) => (String(place) === name ? put(one, rest, by) : one))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, sameName(key, name) ? put(one, rest, by) : one]))
}
