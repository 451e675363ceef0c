// One page of a list, record by record.
import { expect, it } from 'vitest'
import { z } from 'zod'
import { readRecords } from './page.ts'
import { Subscription } from './partner-center/subscription.ts'

it('a record at which a reader of ours breaks is lost alone, and says so', () => {
  const breaking = z.object({ id: z.string(), name: z.unknown().transform((name) => (name as string).trim()) })
  const { records, skipped } = readRecords(
    [
      { id: 'a', name: 'A' },
      { id: 'b', name: null },
      { id: 'c', name: 'C' },
    ],
    breaking,
  )
  expect(records.map(({ id }) => id)).toEqual(['a', 'c'])
  expect(skipped).toEqual([{ reason: 'TypeError (id "b")' }])
})

it('a subscription says how it stands by word or by number', () => {
  const stands = (status: unknown, billingType: unknown) => {
    const read = Subscription.parse({ id: 'a', status, billingType })
    return [read.status, read.billingType]
  }
  expect(stands('Active', 'LICENSE')).toEqual(['active', 'license'])
  expect(stands(1, 2)).toEqual(['active', 'license'])
  expect(stands(4, 1)).toEqual(['expired', 'usage'])
  expect(stands(99, 'new')).toEqual(['99', 'new'])
})
