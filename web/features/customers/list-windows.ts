// The list is fetched in windows of rows, by offset, as they are scrolled to. Which windows those are. Pure.

export const windowSize = 100

/** The windows that hold rows `first` to `last`; never empty, so that the total is always known. */
export function windowsOf(first: number, last: number, rowCount: number): number[] {
  const end = Math.max(0, Math.min(last, rowCount - 1))
  const from = Math.floor(Math.max(0, Math.min(first, end)) / windowSize)
  const to = Math.floor(end / windowSize)
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}

/** Rows by window, the latest used kept: a list scrolled end to end must not stay in memory whole. */
export class WindowCache<Row> {
  readonly #windows = new Map<number, readonly Row[]>()
  readonly #keep: number
  constructor(keep: number) {
    this.#keep = keep
  }

  put(window: number, rows: readonly Row[]): void {
    this.#windows.delete(window)
    this.#windows.set(window, rows)
    for (const oldest of this.#windows.keys()) {
      if (this.#windows.size <= this.#keep) return
      this.#windows.delete(oldest)
    }
  }

  clear(): void {
    this.#windows.clear()
  }

  rowAt(index: number): Row | undefined {
    return this.#windows.get(Math.floor(index / windowSize))?.[index % windowSize]
  }

  *rows(): Iterable<{ index: number; row: Row }> {
    for (const [window, rows] of this.#windows) {
      for (const [at, row] of rows.entries()) yield { index: window * windowSize + at, row }
    }
  }
}
