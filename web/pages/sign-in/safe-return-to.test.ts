// A link to the sign-in page must not be able to send anyone elsewhere.
import { expect, test } from 'vitest'
import { safeReturnTo } from './safe-return-to.ts'

test('a place within the product is kept with its query', () => {
  expect(safeReturnTo('/customers?view=all&search=a%20b')).toBe('/customers?view=all&search=a%20b')
})

test.each([
  undefined,
  '',
  'https://evil.example/',
  '//evil.example/x',
  '/\\evil.example',
  '\\/evil.example',
  'javascript:alert(1)',
  '/sign-in?returnTo=/',
])('%s leads Home', (wanted) => {
  expect(safeReturnTo(wanted)).toBe('/')
})
