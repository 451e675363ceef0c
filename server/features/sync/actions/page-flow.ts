// How pages flow from Microsoft into the database: one is asked for ahead, two are saved at a time, and what was saved counts without gaps. Entered by
// read-list.ts.

/** Asks for the next page while the last one is being saved. */
export async function* oneAhead<Item>(pages: AsyncGenerator<Item>): AsyncGenerator<Item, void, undefined> {
  let next = pages.next()
  for (;;) {
    const { done, value } = await next
    if (done) return
    next = pages.next()
    // If saving fails nobody waits for it any more.
    next.catch(() => {})
    yield value
  }
}

/**
 * Lets two pages be saved at a time. `begin` and `end` fail with the first failure of any page, also of one that failed while nobody
 * waited: a list with a page that was not saved has not been read to its end.
 */
export function atMostTwo() {
  const running = new Set<Promise<void>>()
  let failed: { error: unknown } | undefined
  const noteFailure = (error: unknown): void => {
    failed ??= { error }
  }
  const throwFailure = (): void => {
    if (failed) throw failed.error
  }
  return {
    async begin(saving: Promise<void>): Promise<void> {
      const one = saving.catch(noteFailure).finally(() => running.delete(one))
      running.add(one)
      if (running.size >= 2) await Promise.race(running)
      throwFailure()
    },
    async end(): Promise<void> {
      await Promise.all(running)
      throwFailure()
    },
    settled: async (): Promise<void> => void (await Promise.all(running)),
  }
}

type Counted<Next> = { records: number; skipped: number; next: Next }

/**
 * Of pages that are saved in any order, those that leave no gap behind them, counted together with what was there before. The function
 * is told of each page that has been saved; it gives the sum where that has grown, else null.
 */
export function withoutGap<Next>(before: Counted<Next> & { pages: number }) {
  const waiting = new Map<number, Counted<Next>>()
  let { pages, records, skipped, next } = before
  return (number: number, page: Counted<Next>): (Counted<Next> & { pages: number }) | null => {
    const from = pages
    waiting.set(number, page)
    for (let following = waiting.get(pages + 1); following; following = waiting.get(pages + 1)) {
      pages += 1
      waiting.delete(pages)
      records += following.records
      skipped += following.skipped
      next = following.next
    }
    return pages > from ? { pages, records, skipped, next } : null
  }
}
