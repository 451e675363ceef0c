// B1: each finding leads to one reason and the one action that mends it.
import { expect, test } from 'vitest'
import type { Absence } from '../../../contract/absence.ts'
import type { CustomerRow, DelegationState } from '../../../contract/customers.ts'
import { reasonOf } from './absence-reason.ts'

const now = Date.parse('2026-11-24T06:00:00Z')
const tenantId = '11111111-2222-4333-8444-555555555555'
const row = (delegation: DelegationState): CustomerRow => ({
  tenantId,
  name: 'Contoso SA',
  domain: 'contoso.fr',
  country: 'FR',
  addressState: 'known',
  delegation,
  delegationEndsAt: null,
  health: { state: 'healthy', incidents: 0, advisories: 0, readAt: null },
  flagged: false,
  pinned: false,
  tagIds: [],
  addedAt: '2026-01-01T00:00:00Z',
  departedAt: null,
  lastOpenedAt: null,
  visits: 0,
  matched: 'name',
})
const known = (delegation: DelegationState): Absence => ({ kind: 'known', customer: row(delegation), delegationSince: null })
const there = { tenantId, name: 'Contoso SA', domain: null }

test('B1: what the list hid is shown, whatever its delegation', () => {
  expect(reasonOf(known('active'), true, now)).toMatchObject({ word: 'hidden', action: 'show' })
  expect(reasonOf(known('expired'), true, now)).toMatchObject({ word: 'hidden', action: 'show' })
})

test.each(['pending', 'expired', 'terminated', 'none', 'unknown'] as const)('B1: a delegation that is %s is the reason', (delegation) => {
  expect(reasonOf(known(delegation), false, now)).toMatchObject({ word: `delegation.${delegation}`, action: 'delegation' })
})

test('B1: departed, waiting, no customer, and nothing wrong at all', () => {
  expect(reasonOf({ kind: 'departed', customer: row('active'), departedAt: '2026-11-01T00:00:00Z' }, true, now)).toMatchObject({
    word: 'departed',
    action: 'page',
  })
  expect(reasonOf({ kind: 'waiting', ...there }, true, now)).toMatchObject({ word: 'waiting', action: 'syncNow' })
  expect(reasonOf({ kind: 'notACustomer', ...there }, true, now)).toMatchObject({ word: 'notACustomer', action: 'partnerCenter' })
  expect(reasonOf(known('active'), false, now)).toMatchObject({ word: 'seen', kind: 'healthy' })
})
