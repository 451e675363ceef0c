// Graph's $filter: what is true of a record, and what is no filter at all.
import { expect, test } from 'vitest'
import { type Fields, parseFilter } from './filter.ts'

const FIELDS: Fields = {
  id: 'text',
  status: 'text',
  endDateTime: 'date',
  isResolved: 'flag',
  size: 'number',
  services: 'texts',
  'customer/tenantId': 'text',
}
const record = {
  id: 'EX1',
  status: 'serviceRestored',
  endDateTime: '2026-11-24T10:00:00.5Z',
  isResolved: true,
  size: 12,
  services: ['Exchange Online', "Bob's service"],
  customer: { tenantId: '4fdbff88-9d6b-42e0-9713-45c922ba8001' },
}

test.each([
  ["status eq 'SERVICERESTORED'", true],
  ["status ne 'serviceRestored'", false],
  ['endDateTime eq null', false],
  ['endDateTime ne null', true],
  ['endDateTime gt 2026-11-24T09:59:59Z', true],
  ['endDateTime le 2026-11-24T11:00:00+01:00', false],
  ['endDateTime ge 2026-11-24', true],
  ['isResolved eq true and size ge 12', true],
  ['isResolved eq false or size lt 12', false],
  ["not (status eq 'x') and (size eq 12 or size eq 13)", true],
  ["customer/tenantId eq '4FDBFF88-9d6b-42e0-9713-45c922ba8001'", true],
  ['customer/tenantId eq 4fdbff88-9d6b-42e0-9713-45c922ba8001', true],
  ["startswith(status, 'service')", true],
  ["endswith(status, 'ed') and contains(id,'x')", true],
  ["services/any(s:s eq 'exchange online')", true],
  ["services/any(s:s eq 'Bob''s service') and isResolved eq true", true],
  ["services/any(s: contains(s, 'Teams'))", false],
])('%s', (text, expected) => {
  expect(parseFilter(text, FIELDS).test(record)).toBe(expected)
})

test.each([
  'status',
  "status gt 'a' and",
  "status = 'a'",
  'status eq 1',
  "nothing eq 'a'",
  "size eq 'many'",
  'isResolved eq maybe',
  "endDateTime eq 'soon'",
  "services eq 'a'",
  "contains(size, '1')",
  "status eq 'a",
  "(status eq 'a'",
  '',
])('refused: %s', (text) => {
  expect(() => parseFilter(text, FIELDS)).toThrow()
})

test('a filter tells what it demands of a property, but not where another could do', () => {
  expect(parseFilter("status eq 'active' and size gt 1", FIELDS).equals.get('status')).toBe('active')
  expect(parseFilter("status eq 'active' or size gt 1", FIELDS).equals.size).toBe(0)
  expect(parseFilter("not status eq 'active'", FIELDS).equals.size).toBe(0)
  expect(parseFilter("status eq 'active' and id eq '1'", FIELDS).plain).toBe(true)
  for (const more of ["status eq 'active' and status eq 'created'", "status eq 'active' and size gt 1", "status ne 'active'"])
    expect(parseFilter(more, FIELDS).plain, more).toBe(false)
})
