// Values as Microsoft's documentation and its services really write them.
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  flagOf,
  guidOf,
  instant,
  instantOf,
  listOf,
  longTextOf,
  memberOf,
  nested,
  numberOf,
  readable,
  text,
  textOf,
  texts,
} from './tolerant.ts'

describe('instants', () => {
  it.each([
    ['2022-02-10T11:24:42.3148266Z', '2022-02-10T11:24:42.314Z'],
    ['2015-11-25T06: 41: 12Z', '2015-11-25T06:41:12.000Z'],
    ['2016-01-09 02:02:12Z', '2016-01-09T02:02:12.000Z'],
    ['2020-08-18T12:51:51', '2020-08-18T12:51:51.000Z'],
    ['2017-01-25', '2017-01-25T00:00:00.000Z'],
    ['2017-01-25T02:00:00+02:00', '2017-01-25T00:00:00.000Z'],
    [' 2017-01-25T00:00:00Z ', '2017-01-25T00:00:00.000Z'],
  ])('%s', (sent, meant) => expect(instantOf(sent)?.toISOString()).toBe(meant))

  it.each(['0001-01-01T00:00:00', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '', 'date-time', '25/11/2015', null, undefined, 12, {}])(
    '%s is none',
    (sent) => expect(instantOf(sent)).toBeNull(),
  )
})

it('members agree in snake case, camel case, Pascal case and by number', () => {
  const numbers = ['none', 'reseller', 'microsoftsupport']
  for (const sent of ['microsoft_support', 'microsoftSupport', 'MicrosoftSupport', 2, '2'])
    expect(memberOf(sent, numbers)).toBe('microsoftsupport')
  for (const sent of [7, '', null, undefined, {}]) expect(memberOf(sent, numbers)).toBeNull()
})

it('placeholders are no tenant IDs', () => {
  for (const sent of ['<guid>', 'customerId-value', '', '00000000-0000-0000-0000-000000000000', 4, null, undefined])
    expect(guidOf(sent)).toBeNull()
  expect(guidOf(' EEBD1B55-5360-4438-A11D-5C06918C3014 ')).toBe('eebd1b55-5360-4438-a11d-5c06918c3014')
})

it('text is what PostgreSQL can store', () => {
  expect(textOf('  Soci\u00e9t\u00e9\u0000\n Générale ')).toBe('Société  Générale')
  expect(textOf('a\ud83d')).toBe('a\ufffd')
  expect(textOf('x'.repeat(900))).toHaveLength(500)
  for (const sent of ['', '   ', null, undefined, {}, []]) expect(textOf(sent)).toBeNull()
})

it('long text keeps its lines', () => {
  expect(longTextOf('  a\r\nb\u0000\tc\rd ')).toBe('a\nb \tc\nd')
  expect(longTextOf('x'.repeat(20), 5)).toBe('xxxxx')
  for (const sent of ['', 4, null, {}]) expect(longTextOf(sent)).toBeNull()
})

it('numbers and flags come as text too', () => {
  expect([3, '3', ' -2.5 ', 'x', '', null, Number.NaN, {}].map(numberOf)).toEqual([3, 3, -2.5, null, null, null, null, null])
  expect([true, 'False', 'TRUE', 1, 'yes', null].map(flagOf)).toEqual([true, false, true, null, null, null])
})

it('an odd member of a list is left out alone', () => {
  const list = readable(z.object({ id: z.string() }))
  expect(list.parse([{ id: 'a' }, null, 3, { id: 4 }, { id: 'b' }])).toEqual([{ id: 'a' }, { id: 'b' }])
  expect([list.parse(null), list.parse({}), texts.parse(['a', null, ' ', 2]), texts.parse(undefined)]).toEqual([[], [], ['a', '2'], []])
})

it('missing and odd members never fail the record', () => {
  const schema = z.looseObject({ name: text, at: instant, inner: nested({ name: text }), list: listOf(z.unknown()) })
  const empty = { name: null, at: null, inner: { name: null }, list: [] }
  expect(schema.parse({})).toEqual(empty)
  expect(schema.parse({ name: null, at: 5, inner: 'x', list: null })).toEqual(empty)
})
