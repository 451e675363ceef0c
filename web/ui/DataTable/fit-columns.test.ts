// Columns leave by importance when the table gets narrow.
import { describe, expect, it } from 'vitest'
import { fitColumns, gridTemplate } from './fit-columns.ts'

const columns = [
  { key: 'name', minWidth: 200, grow: 3, priority: 0 },
  { key: 'domain', minWidth: 150, grow: 2, priority: 2 },
  { key: 'added', minWidth: 100, grow: 0, priority: 5 },
  { key: 'actions', minWidth: 100, grow: 0, priority: 0 },
]
const keys = (width: number) => fitColumns(columns, width).map((column) => column.key)

describe('fitColumns', () => {
  it('keeps all where there is room', () => expect(keys(550)).toEqual(['name', 'domain', 'added', 'actions']))
  it('drops the least important first', () => expect(keys(549)).toEqual(['name', 'domain', 'actions']))
  it('drops on until it fits', () => expect(keys(400)).toEqual(['name', 'actions']))
  it('never drops what must stay', () => expect(keys(10)).toEqual(['name', 'actions']))
})

it('gridTemplate grows only what may grow', () => {
  expect(gridTemplate([columns[0]!, columns[3]!])).toBe('minmax(200px, 3fr) 100px')
})
