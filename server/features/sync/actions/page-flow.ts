// How pages flow from Microsoft into the database: one is asked for ahead, two are saved at a time. Entered by sync.sync.ts.

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
