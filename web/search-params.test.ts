// Addresses keep their values as the text they are.
import { expect, test } from 'vitest'
import { parseSearch, stringifySearch } from './search-params.ts'

test('a search for digits stays a text and comes back the same', () => {
  expect(parseSearch('?search=0123&all=1')).toEqual({ search: '0123', all: '1' })
  expect(stringifySearch({ search: '0123' })).toBe('?search=0123')
})

test('accents and signs survive the way there and back', () => {
  const search = 'Société «Œuvre» & fils + 50%'
  expect(parseSearch(stringifySearch({ search }))).toEqual({ search })
})

test('empty and missing values leave no trace', () => {
  expect(stringifySearch({ search: '', view: undefined, card: null })).toBe('')
})
