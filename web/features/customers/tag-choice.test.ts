// B13: what a choice of tags changes on several customers, and how it is taken back.
import { expect, test } from 'vitest'
import { opposite } from '../../api/tag-changes.ts'
import { afterTagging, carriers, isSameName, nameHolds, taggingsOf } from './tag-choice.ts'

const one = { tenantId: '1', name: 'One', tagIds: ['gold'] }
const two = { tenantId: '2', name: 'Two', tagIds: [] }

test('B13: only who is not so already is changed, and the opposite restores a mixed choice', () => {
  expect(carriers([one, two], 'gold')).toBe(1)
  const taggings = taggingsOf([one, two], new Map([['gold', true]]))
  expect(taggings).toEqual([{ tagId: 'gold', on: true, tenantIds: ['2'] }])
  const after = [one, two].map((customer) => afterTagging(customer, taggings))
  expect(after.map(({ tagIds }) => tagIds)).toEqual([['gold'], ['gold']])
  expect(after.map((customer) => afterTagging(customer, opposite(taggings)))).toEqual([one, two])
  expect(taggingsOf([two], new Map([['gold', false]]))).toEqual([])
})
test('B13: names are the same blind to case and accents', () => {
  expect(isSameName(' Clé ', 'CLE')).toBe(true)
  expect(isSameName('Clé', 'Clef')).toBe(false)
  expect(nameHolds('Île-de-France', 'ile')).toBe(true)
})
