// B13: what a choice of tags changes on several customers, and how it is taken back.
import { expect, test } from 'vitest'
import { opposite } from '../../api/tag-changes.ts'
import { afterTagging, carriers, isSameName, nameHolds, taggingsOf } from './tag-choice.ts'

const one = { tenantId: '1', name: 'One', tagIds: ['gold'] }
const two = { tenantId: '2', name: 'Two', tagIds: [] }

test('B13: a choice is asked for all of the selection, whatever their rows say: those may be old', () => {
  expect(carriers([one, two], 'gold')).toBe(1)
  expect(taggingsOf([one, two], new Map([['gold', true]]))).toEqual([{ tagId: 'gold', on: true, tenantIds: ['1', '2'] }])
  expect(taggingsOf([one, two], new Map())).toEqual([])
})
test('B13: the opposite of what was really changed restores a mixed choice', () => {
  const changed = [{ tagId: 'gold', on: true, tenantIds: ['2'] }]
  const after = [one, two].map((customer) => afterTagging(customer, changed))
  expect(after.map(({ tagIds }) => tagIds)).toEqual([['gold'], ['gold']])
  expect(after.map((customer) => afterTagging(customer, opposite(changed)))).toEqual([one, two])
})
test('B13: names are the same blind to case and accents', () => {
  expect(isSameName(' Clé ', 'CLE')).toBe(true)
  expect(isSameName('Clé', 'Clef')).toBe(false)
  expect(nameHolds('Île-de-France', 'ile')).toBe(true)
})
