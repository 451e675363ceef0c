// D6: what may be entered as a limit.
import { expect, test } from 'vitest'
import { limitBounds as contractBounds } from '../../../contract/settings.ts'
import { limitBounds, limitNames, readLimit, readLimits, textsOf } from './limit-rules.ts'

test('D6: the bounds are the contract’s', () => {
  expect(limitBounds).toEqual(contractBounds)
})

test.each(limitNames)('D6: %s takes its least and its most, and nothing beyond', (name) => {
  const { default: least, most } = contractBounds[name]
  expect(readLimit(name, String(least))).toBe(least)
  expect(readLimit(name, String(most))).toBe(most)
  expect(readLimit(name, String(least - 1))).toBe('outOfBounds')
  expect(readLimit(name, String(most + 1))).toBe('outOfBounds')
})

test('D6: numbers may be typed as the language writes them', () => {
  expect(readLimit('smallPartnerBelow', '1\u202f500')).toBe(1500)
  expect(readLimit('smallPartnerBelow', '1,500')).toBe(1500)
})

test.each(['', 'many', '-40', '4e2', '0x40'])('D6: «%s» is no number', (text) => {
  expect(readLimit('flagged', text)).toBe('notANumber')
})

test('D6: nothing is saved while one field is wrong', () => {
  const texts = textsOf({ smallPartnerBelow: 100, flagged: 30, recent: 30, searchResults: 100 })
  expect(readLimits(texts)).toEqual({ smallPartnerBelow: 100, flagged: 30, recent: 30, searchResults: 100 })
  expect(readLimits({ ...texts, flagged: '29' })).toBeUndefined()
})
