// Where rows of one fixed height lie in a scroll area that may be too tall for the browser. Entered by DataTable.
// Browsers cap the height of an element (Firefox near 17.8 million px): above the cap each row takes fewer scrolled
// pixels than it is tall, and the rows on screen are laid out at their true height around the scroll position.

const tallestPx = 15_000_000

export type ScrollScale = {
  rowHeight: number
  rowCount: number
  /** Pixels of scrolling per row: the row height, or less when scaled. */
  pitch: number
  /** Room after the last row, so that it still lands on the bottom edge when scaled. */
  paddingEnd: number
}

/** How to map scrolling to rows; `viewport` is the height of the rows' area in pixels. */
export function scrollScale(rowCount: number, rowHeight: number, viewport: number): ScrollScale {
  const pitch = rowCount * rowHeight <= tallestPx ? rowHeight : tallestPx / rowCount
  return { rowHeight, rowCount, pitch, paddingEnd: viewport * (1 - pitch / rowHeight) }
}

/** Distance of a row's top edge from the top of the scrolled content while it is scrolled to `scrollTop`. */
export function rowTop(scale: ScrollScale, index: number, scrollTop: number): number {
  if (scale.pitch === scale.rowHeight) return index * scale.rowHeight
  const top = scrollTop + (index - scrollTop / scale.pitch) * scale.rowHeight
  // A row far out of sight must not lie beyond the content and make it taller.
  return Math.max(0, Math.min(top, scale.pitch * scale.rowCount + scale.paddingEnd - scale.rowHeight))
}

/** First and last row (inclusive) that touch the viewport, widened by `extra` rows on each side. */
export function visibleRows(scale: ScrollScale, scrollTop: number, viewport: number, extra: number): { first: number; last: number } {
  const top = scrollTop / scale.pitch
  const first = Math.max(0, Math.floor(top) - extra)
  const last = Math.min(scale.rowCount - 1, Math.ceil(top + viewport / scale.rowHeight) - 1 + extra)
  return { first, last }
}

/** The scroll position that brings a row wholly into view with the least movement; null if it is in view already. */
export function scrollTopToReveal(scale: ScrollScale, index: number, scrollTop: number, viewport: number): number | null {
  const top = scrollTop / scale.pitch
  const shown = viewport / scale.rowHeight
  if (index < top) return index * scale.pitch
  if (index + 1 > top + shown) return (index + 1 - shown) * scale.pitch
  return null
}
