// Three lists of Microsoft as one kind of record, and what a customer is found by.
import { expect, it } from 'vitest'
import { fromContract, fromDelegatedCustomer, fromRelationship, keysOf, nameOf, oncePerCustomer } from './sync.mapping.ts'

const tenantId = '4fdbff88-9d6b-42e0-9713-45c922ba8001'

it('the three lists agree in form', () => {
  expect(fromContract({ tenantId, name: 'A', domain: 'A.Onmicrosoft.com', type: 'syndication' })).toEqual({
    tenantId,
    name: 'A',
    domain: 'a.onmicrosoft.com',
    relationship: 'syndication',
  })
  expect(fromDelegatedCustomer({ tenantId, name: 'A' })).toEqual({ tenantId, name: 'A', domain: null, relationship: null })
})

it('a relationship names a customer only while it lets us in', () => {
  expect(fromRelationship({ state: 'active', tenantId, customerName: 'A' })).toEqual([
    { tenantId, name: 'A', domain: null, relationship: null },
  ])
  for (const state of ['pending', 'expired', 'terminated'] as const)
    expect(fromRelationship({ state, tenantId, customerName: 'A' })).toEqual([])
  expect(fromRelationship({ state: 'active', tenantId: null, customerName: 'A' })).toEqual([])
})

it('of a record that comes twice the later counts', () => {
  const one = { tenantId, name: 'A', domain: null, relationship: null }
  expect(oncePerCustomer([one, { ...one, name: 'B' }])).toEqual([{ ...one, name: 'B' }])
})

it('a customer without a name is shown under what is known', () => {
  expect(nameOf({ name: null, domain: 'a.com', tenantId })).toBe('a.com')
  expect(nameOf({ name: null, domain: null, tenantId })).toBe(tenantId)
})

it('D14: keys are blind to case, accents and ligatures', () => {
  expect(keysOf({ name: 'É', domain: null })).toEqual({ nameKey: 'e', domainKey: null })
})
