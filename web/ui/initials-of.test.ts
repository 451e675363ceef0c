// Initials of people in any script.
import { expect, test } from 'vitest'
import { initialsOf } from './initials-of.ts'

test.each([
  ['Camille Roux', 'CR'],
  ['jean-pierre de la Tour', 'JT'],
  ['Éléonore', 'É'],
  ['Ольга Марченко', 'ОМ'],
  ['Ana 2', 'A'],
  ['', '?'],
])('%s gives %s', (name, expected) => {
  expect(initialsOf(name)).toBe(expected)
})
