// How addresses of calls are made from the contract's paths.
import { expect, test } from 'vitest'
import { addressOf } from './client.ts'

test('parts of the path are filled in and cannot break out of it', () => {
  expect(addressOf('/api/customers/:tenantId/pin', { tenantId: 'a/../b?c' })).toBe('/api/customers/a%2F..%2Fb%3Fc/pin')
})

test('the query keeps what was given and drops what is empty', () => {
  expect(addressOf('/api/customers', undefined, { search: 'soc & fils', offset: 0, view: undefined, country: '' })).toBe(
    '/api/customers?search=soc+%26+fils&offset=0',
  )
})
