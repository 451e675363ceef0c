// Windows of the customer list: which to fetch, which to keep.
import { describe, expect, it } from 'vitest'
import { WindowCache, windowSize, windowsOf } from './list-windows.ts'

describe('windowsOf', () => {
  it('names the windows on screen', () => {
    expect(windowsOf(0, 30, 1_000)).toEqual([0])
    expect(windowsOf(90, 120, 1_000)).toEqual([0, 1])
    expect(windowsOf(99_960, 99_999, 100_000)).toEqual([999])
  })
  it('does not ask beyond the end of the list', () => expect(windowsOf(80, 140, 90)).toEqual([0]))
  it('asks for the first window of a list of unknown length', () => expect(windowsOf(0, -1, 0)).toEqual([0]))
  it('comes back when the list has become shorter than the scroll position', () => expect(windowsOf(900, 930, 250)).toEqual([2]))
})

describe('WindowCache', () => {
  const rows = (window: number) => Array.from({ length: windowSize }, (_, i) => `row ${window * windowSize + i}`)
  it('finds a row by its place in the whole list', () => {
    const cache = new WindowCache<string>(3)
    cache.put(2, rows(2))
    expect(cache.rowAt(250)).toBe('row 250')
    expect(cache.rowAt(50)).toBeUndefined()
  })
  it('forgets the window used longest ago', () => {
    const cache = new WindowCache<string>(2)
    for (const window of [0, 1]) cache.put(window, rows(window))
    cache.put(0, rows(0))
    cache.put(7, rows(7))
    expect(cache.rowAt(0)).toBe('row 0')
    expect(cache.rowAt(150)).toBeUndefined()
    expect(cache.rowAt(700)).toBe('row 700')
  })
})
