// Who is read next in a run: two lines, of those whose last reading was left without an answer and of all others, so that the former cannot
// keep every reader waiting. Takes what is due, some at a time, and looks again while anything is still being read. Entered by run-pull.ts.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Claimed, claimDue, letGo, mayBeginToRead, type Run } from './claim.ts'

/** Customers taken at once for each reader: so many that taking them costs little. */
const takenPerReader = 4
/** While one customer takes long, what became due meanwhile, or what somebody asked for, waits no longer than this. */
const lookAgainMs = 1000

export type DueLines = {
  /** The next one, for as long as anything is due or being read; then null. A reader that is not `patient` leaves the silent alone. */
  next(patient: boolean): Promise<Claimed | null>
  /** What `next` gave has been read and is written down or on its way. */
  done(): void
}

export function createDueLines(run: Run, signal: AbortSignal): DueLines {
  const most = run.pull.concurrency * takenPerReader
  const [sound, silent] = [lineOf(run, { silent: false, most }), lineOf(run, { silent: true, most })]
  let reading = 0
  let over = Promise.withResolvers<void>()
  const isBusy = (): boolean => reading > 0 || sound.isBusy() || silent.isBusy()
  return {
    async next(patient) {
      while (!signal.aborted) {
        const one = (patient ? await silent.take({ surely: reading === 0 }) : null) ?? (await sound.take({ surely: true }))
        if (one) {
          reading += 1
          return one
        }
        if (!isBusy()) return null
        await Promise.race([over.promise, sleep(lookAgainMs, undefined, { ref: false, signal }).catch(() => {})])
      }
      return null
    },
    done() {
      reading -= 1
      if (reading > 0) return
      over.resolve()
      over = Promise.withResolvers()
    },
  }
}

/** One line; several readers may take from it at a time. */
function lineOf(run: Run, wanted: { silent: boolean; most: number }) {
  let taken: Claimed[] = []
  let claiming: Promise<number> | null = null
  let emptyAt = Number.NEGATIVE_INFINITY
  const claim = async (): Promise<number> => {
    try {
      taken = await claimDue(run, wanted)
      return taken.length
    } finally {
      claiming = null
    }
  }
  return {
    isBusy: (): boolean => taken.length > 0 || claiming !== null,
    /** Null where nothing is due now; unless `surely`, also where nothing was a moment ago, which spares asking for every reader's turn. */
    async take({ surely }: { surely: boolean }): Promise<Claimed | null> {
      for (;;) {
        const one = taken.shift()
        if (one && mayBeginToRead(one, run.now())) return one
        if (one) {
          // Those before it took so long that another run might read the rest before this one had.
          const rest = [one, ...taken.splice(0)]
          await letGo(run, rest)
          continue
        }
        if (!surely && performance.now() - emptyAt < lookAgainMs) return null
        claiming ??= claim()
        if ((await claiming) === 0) {
          emptyAt = performance.now()
          return null
        }
      }
    },
  }
}
