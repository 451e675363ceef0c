// B6: failures of a selection are told by cause, each customer once under it.
import { expect, test } from 'vitest'
import type { AskedFailure, PullFailure } from '../../../contract/pulls.ts'
import { byCause, shared } from './by-cause.ts'

const consent: PullFailure = { kind: 'denied', code: 'AADSTS65001', cause: 'consent_missing', status: 400, requestId: 'one' }
const wait: PullFailure = { kind: 'throttled', code: null, cause: null, status: 429, requestId: null }
const failed = (name: string, resource: AskedFailure['resource'], failure: PullFailure): AskedFailure => ({
  tenantId: `of ${name}`,
  name,
  resource,
  failure,
})

test('B6: what is mended alike stands together, whichever request said so, in the order it came', () => {
  const failures = [
    failed('A', 'health', consent),
    failed('B', 'health', wait),
    failed('A', 'messages', { ...consent, requestId: 'two' }),
    failed('C', 'health', consent),
  ]
  expect(byCause(failures)).toEqual([
    {
      failure: consent,
      customers: [
        { tenantId: 'of A', name: 'A', resources: ['health', 'messages'] },
        { tenantId: 'of C', name: 'C', resources: ['health'] },
      ],
    },
    { failure: wait, customers: [{ tenantId: 'of B', name: 'B', resources: ['health'] }] },
  ])
})

test('B6: another code of the same kind is another cause; nothing failed is no cause', () => {
  const other: PullFailure = { ...consent, code: 'AADSTS7000222', cause: 'secret_expired' }
  expect(byCause([failed('A', 'health', consent), failed('A', 'health', other)])).toHaveLength(2)
  expect(byCause([])).toEqual([])
})

test('B6: of one customer, only what several readings fail for is said for them together, once', () => {
  expect(shared([consent, wait, { ...consent, requestId: 'two' }, { ...consent, requestId: 'three' }])).toEqual([consent])
  expect(shared([consent, wait])).toEqual([])
})
