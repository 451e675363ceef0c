// Row positions of the DataTable, below and above the tallest element a browser can show.
import { describe, expect, it } from 'vitest'
import { rowTop, scrollScale, scrollTopToReveal, visibleRows } from './scroll-scale.ts'

const viewport = 880

describe('scrollScale', () => {
  it('leaves 100,000 rows unscaled', () => {
    const scale = scrollScale(100_000, 44, viewport)
    expect(scale.pitch).toBe(44)
    expect(scale.paddingEnd).toBe(0)
    expect(rowTop(scale, 99_999, 4_000_000)).toBe(99_999 * 44)
  })

  it('keeps a million rows under the height browsers can show', () => {
    const scale = scrollScale(1_000_000, 44, viewport)
    expect(scale.pitch * scale.rowCount + scale.paddingEnd).toBeLessThan(16_000_000)
  })

  it('puts the last of a million rows on the bottom edge at the end of the scroll area', () => {
    const scale = scrollScale(1_000_000, 44, viewport)
    const scrollTop = scale.pitch * scale.rowCount + scale.paddingEnd - viewport
    expect(rowTop(scale, 999_999, scrollTop) + 44).toBeCloseTo(scrollTop + viewport, 3)
    expect(visibleRows(scale, scrollTop, viewport, 0)).toEqual({ first: 999_980, last: 999_999 })
  })

  it('keeps rows far out of sight within the content', () => {
    const scale = scrollScale(1_000_000, 44, viewport)
    const height = scale.pitch * scale.rowCount + scale.paddingEnd
    expect(rowTop(scale, 999_999, 7_000_000) + 44).toBeLessThanOrEqual(height)
    expect(rowTop(scale, 0, 7_000_000)).toBe(0)
  })

  it('lays neighbours one row height apart when scaled', () => {
    const scale = scrollScale(1_000_000, 44, viewport)
    expect(rowTop(scale, 501, 7_000) - rowTop(scale, 500, 7_000)).toBeCloseTo(44, 6)
  })
})

describe('visibleRows', () => {
  it('never leaves the list', () => {
    const scale = scrollScale(5, 44, viewport)
    expect(visibleRows(scale, 0, viewport, 8)).toEqual({ first: 0, last: 4 })
  })

  it('is empty for an empty list', () => {
    const { first, last } = visibleRows(scrollScale(0, 44, viewport), 0, viewport, 8)
    expect(last).toBeLessThan(first)
  })
})

describe('scrollTopToReveal', () => {
  const scale = scrollScale(1_000, 44, viewport)
  it('does not move for a row in view', () => expect(scrollTopToReveal(scale, 3, 0, viewport)).toBeNull())
  it('scrolls up to a row above', () => expect(scrollTopToReveal(scale, 3, 440, viewport)).toBe(132))
  it('scrolls down until the row below is whole', () => expect(scrollTopToReveal(scale, 20, 0, viewport)).toBe(44))
})
