// Everything a bench starts is put here and ended by its own handle, in reverse, whatever happens. Entered by run.ts and products.ts.
/** Of everything that runs, the outermost first. */
const open = new Set<Endings>()

type Stop = () => Promise<unknown> | unknown

export class Endings {
  readonly #stops: Stop[] = []

  add(stop: Stop): void {
    this.#stops.unshift(stop)
  }

  async end(): Promise<void> {
    for (const stop of this.#stops.splice(0)) {
      await Promise.resolve()
        .then(stop)
        .catch((error: unknown) => process.stderr.write(`Something did not stop cleanly: ${error}\n`))
    }
  }
}

/** For whoever is told to stop in the middle: ends what every piece of work has started, the innermost first. */
export async function endEverything(): Promise<void> {
  for (const endings of [...open].reverse()) await endings.end()
}

/** Runs `work` with endings of its own. */
export async function endingAll<Result>(work: (endings: Endings) => Promise<Result>): Promise<Result> {
  const endings = new Endings()
  open.add(endings)
  try {
    return await work(endings)
  } finally {
    await endings.end()
    open.delete(endings)
  }
}
