// What has been started so far, in order: stopped in reverse, its process numbers kept for the next start. Entered by dev/stack/stack.ts.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { rememberProcesses } from './orphans.ts'
import type { Supervised } from './supervised.ts'

export const processesFile = (dataDir: string): string => join(dataDir, 'processes.json')

export class Parts {
  readonly #dataDir: string
  readonly #stops: { name: string; stop: () => Promise<void> | void }[] = []
  readonly #processes: { name: string; pid: () => number | undefined }[] = []
  stopping = false

  constructor(dataDir: string) {
    this.#dataDir = dataDir
  }

  atEnd(name: string, stop: () => Promise<void> | void): void {
    this.#stops.unshift({ name, stop })
  }

  add(part: Supervised): Supervised {
    this.#processes.push({ name: part.name, pid: part.pid })
    this.atEnd(part.name, part.stop)
    this.remember()
    return part
  }

  /** PostgreSQL keeps its own record in its folder. */
  remember = (): void => {
    if (!this.stopping)
      rememberProcesses(
        processesFile(this.#dataDir),
        this.#processes.map(({ name, pid }) => ({ name, pid: pid() })),
      )
  }

  async stop(say: (line: string) => void): Promise<void> {
    this.stopping = true
    for (const { name, stop } of this.#stops.splice(0)) {
      await Promise.resolve(stop()).catch((error: unknown) =>
        say(`${name} did not stop cleanly: ${error instanceof Error ? error.message : error}`),
      )
    }
    rmSync(processesFile(this.#dataDir), { force: true })
  }
}
