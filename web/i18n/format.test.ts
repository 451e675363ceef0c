// S86: dates, numbers and relative times are written as each language writes them.
import { expect, test } from 'vitest'
import { formatting } from './format.ts'

const now = Date.parse('2027-03-12T14:05:00Z')
const at = (offsetMs: number) => new Date(now + offsetMs).toISOString()
const minute = 60_000
const day = 86_400_000
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

test('S86: numbers follow the locale', () => {
  expect(plain(formatting('fr-FR').number(1342))).toBe('1 342')
  expect(formatting('en-US').number(1342)).toBe('1,342')
})

test('S86: the same instant reads as each country writes it', () => {
  const instant = '2027-03-04T23:30:00Z'
  expect(formatting('en-US', 'UTC').date(instant)).toBe('Mar 4, 2027')
  expect(formatting('en-GB', 'UTC').date(instant)).toBe('4 Mar 2027')
  expect(formatting('fr-FR', 'UTC').date(instant)).toBe('4 mars 2027')
  expect(formatting('fr-FR', 'Europe/Paris').date(instant)).toBe('5 mars 2027')
})

test('the exact instant names both the reader’s zone and UTC', () => {
  const exact = plain(formatting('fr-FR', 'Europe/Paris').exact('2027-03-04T23:30:00Z'))
  expect(exact).toContain('vendredi 5 mars 2027')
  expect(exact).toContain('4 mars 2027, 23:30 UTC')
})

test('S87: freshness is relative up to a week back, then a date', () => {
  const format = formatting('fr-FR', 'UTC')
  const relative = (offsetMs: number) => plain(format.relative(at(offsetMs), { now }))
  expect(relative(-3 * minute)).toBe('il y a 3 min')
  expect(relative(-6 * day)).toBe('il y a 6 j')
  expect(relative(-8 * day)).toBe('4 mars 2027')
  expect(plain(formatting('en-GB', 'UTC').relative(at(12 * day), { now }))).toBe('in 12 days')
})

test('what has just happened is said so, also by a server whose clock is a little ahead; what is about to happen is now', () => {
  expect(formatting('en-US').relative(at(5_000), { now })).toBe('just now')
  expect(formatting('fr-FR').relative(at(-40_000), { now })).toBe('à l’instant')
  expect(formatting('en-US').relative(at(40_000), { now })).toBe('now')
})

test('a date beyond the horizon is a plain date', () => {
  expect(formatting('en-GB', 'UTC').relative(at(40 * day), { now, horizonDays: 30 })).toBe('21 Apr 2027')
})

test('countries have names in the language, and unknown codes stay', () => {
  expect(formatting('fr-FR').country('DE')).toBe('Allemagne')
  expect(formatting('en-US').country('ZZ')).toBeTypeOf('string')
})

test('sorting is blind to case and accents and knows numbers', () => {
  const { compare } = formatting('fr-FR')
  expect(['Zoé 10', 'elan', 'Zoé 9', 'Éden'].sort(compare)).toEqual(['Éden', 'elan', 'Zoé 9', 'Zoé 10'])
})
