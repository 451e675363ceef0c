// S72, D14: the part of a text that a search matched.
import { expect, test } from 'vitest'
import { matchedPart } from './matched-part.ts'

const part = (text: string, search: string) => {
  const found = matchedPart(text, search)
  return found && text.slice(...found)
}

test.each([
  ['Société Générale', 'societe gen', 'Société Gén'],
  ['Œuvre', 'oe', 'Œ'],
  ['Œuvre', 'o', 'Œ'],
  ['Contoso SA', 'CON', 'Con'],
  ['Les Œuvres', 'oeuv', 'Œuv'],
  ['Straße 9', 'strass', 'Straß'],
  ['🌍 Monde', 'mon', 'Mon'],
])('D14: in %s, «%s» matches %s', (text, search, expected) => {
  expect(part(text, search)).toBe(expected)
})

test('D14: the middle of a word does not match, nor does nothing', () => {
  expect(part('Contoso', 'toso')).toBeUndefined()
  expect(part('Contoso', '  ')).toBeUndefined()
})
