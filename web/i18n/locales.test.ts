// S86: which language a visitor gets.
import { expect, test } from 'vitest'
import { chooseLocale } from './locales.ts'

test('S86: the stored choice comes before the browser’s languages', () => {
  expect(chooseLocale('a=1; tenantry-language=fr-CA; b=2', ['en-US'])).toBe('fr-CA')
})

test('S86: the first language we speak is taken', () => {
  expect(chooseLocale('', ['de-DE', 'fr', 'en'])).toBe('fr-FR')
  expect(chooseLocale('', ['fr-BE'])).toBe('fr-FR')
  expect(chooseLocale('', ['en-AU'])).toBe('en-GB')
  expect(chooseLocale('', ['en'])).toBe('en-US')
})

test('S86: English where we speak none of them, and a made-up cookie changes nothing', () => {
  expect(chooseLocale('', ['ja-JP'])).toBe('en-US')
  expect(chooseLocale('tenantry-language=xx-YY', ['fr-FR'])).toBe('fr-FR')
})
