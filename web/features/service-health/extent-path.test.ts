// The drawing of an issue's extent goes where the numbers go.
import { expect, test } from 'vitest'
import { extentPath } from './extent-path.ts'

const at = (minute: number) => new Date(Date.UTC(2030, 0, 1, 0, minute)).toISOString()

test('S54: the line steps at each change and goes on to the end', () => {
  const extent = [
    { at: at(0), affected: 10 },
    { at: at(5), affected: 40 },
    { at: at(8), affected: 0 },
  ]
  expect(extentPath(extent, at(10), 40)).toEqual({ line: 'M0 76H50V4H80V100H100', area: 'M0 76H50V4H80V100H100V100H0Z' })
})

test('one change alone is a flat line, none is nothing', () => {
  expect(extentPath([{ at: at(0), affected: 3 }], at(0), 3).line).toBe('M0 4H100')
  expect(extentPath([], at(0), 0).line).toBe('')
})
