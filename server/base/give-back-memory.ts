// Gives memory that is no longer needed back to the system, after work that went through much of it. Entered by the synchronisation.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

type Collect = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void

/** V8 shows its collector only to contexts made after it was told to, so it is fetched from one; null where there is none. */
function findCollector(): Collect | null {
  try {
    setFlagsFromString('--expose-gc')
    const found: unknown = runInNewContext('typeof gc === "function" ? gc : null')
    return typeof found === 'function' ? (found as Collect) : null
  } catch {
    return null
  }
}

let collector: Collect | null | undefined

/**
 * Left to itself V8 keeps the pages of garbage for as long as nothing presses, which in a server that then idles is for ever. The
 * last resort gives up what a usual collection keeps for later (compiled code, caches, half-empty pages). It stops the process for
 * some tenths of a second, so it is for the end of long work only. Where there is no collector nothing happens.
 */
export function giveBackMemory(): void {
  collector ??= findCollector()
  collector?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
