// Texts that need no ICU message, and those that do.
import IntlMessageFormat from 'intl-messageformat'
import { expect, it } from 'vitest'
import { fillPlainText } from './plain-text.ts'

it.each([
  ['Flag {name}', { name: 'Contoso' }],
  ['{name} › {domain}', { name: "L'Étoile", domain: '{x} <b> $& $1' }],
  ['{name}', { name: '' }],
])('fills %s as the library does', (text, values) => {
  expect(fillPlainText(text, values)).toBe(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).format(values))
})

it.each([
  ['{count, plural, one {# day} other {# days}}', { count: 1 }],
  ["it''s {name}", { name: 'Contoso' }],
  ['{count} of {total}', { count: 1200, total: '7' }],
  ['{name} and {other}', { name: 'Contoso' }],
  ['{ name }', { name: 'Contoso' }],
  ['<b>{name}</b>', { name: 'Contoso' }],
])('leaves %s to the library', (text, values) => {
  expect(fillPlainText(text, values)).toBeUndefined()
})
