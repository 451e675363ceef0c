// Looks at a long-running operation until it has ended, within bounds. Entered by graph/ and azure-support/.
import { setTimeout as sleep } from 'node:timers/promises'
import type { CallOptions } from './http.ts'
import { MicrosoftError } from './microsoft-error.ts'

export type Look<Read> = { read: Read; ended: boolean; retryAfterMs: number | null }

export type UntilDoneOptions = CallOptions & {
  /** What the answer that began it asked to wait. */
  firstWaitMs?: number | null
  /** Between two looks where Microsoft does not say. */
  everyMs?: number
  mostLooks?: number
  /** Replaces the waiting between looks. */
  wait?: (ms: number, signal: AbortSignal | undefined) => Promise<void>
}

const shortestWaitMs = 1000
const longestWaitMs = 60_000
/** What was begun a moment ago may not be there yet. */
const looksBeforeGone = 3

const pause = async (ms: number, signal: AbortSignal | undefined): Promise<void> => {
  await sleep(ms, undefined, { signal })
}

/**
 * What the last look read. Throws MicrosoftError: `broken` with code `operation_unfinished` where patience (5 min) or the number of
 * looks (60) ends first; the operation goes on, so it may be looked at again later. And whatever `look` throws.
 */
export async function untilDone<Read>(
  look: (options: CallOptions) => Promise<Look<Read>>,
  { signal, patienceMs = 300_000, firstWaitMs = null, everyMs = 10_000, mostLooks = 60, wait = pause }: UntilDoneOptions = {},
): Promise<Read> {
  const deadline = Date.now() + patienceMs
  let askedMs = firstWaitMs
  for (let looks = 1; looks <= mostLooks; looks += 1) {
    const waitMs = Math.min(longestWaitMs, Math.max(shortestWaitMs, askedMs ?? everyMs))
    if (Date.now() + waitMs > deadline) break
    await wait(waitMs, signal)
    try {
      const { read, ended, retryAfterMs } = await look({ signal, patienceMs: Math.max(1, deadline - Date.now()) })
      if (ended) return read
      askedMs = retryAfterMs
    } catch (error) {
      if (!(error instanceof MicrosoftError && error.kind === 'gone' && looks < looksBeforeGone)) throw error
    }
  }
  throw new MicrosoftError('The operation has not ended in the time given to it', {
    kind: 'broken',
    code: 'operation_unfinished',
    retryAfterMs: askedMs ?? everyMs,
  })
}
