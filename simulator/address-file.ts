// Where a running cloud says how to reach it, beside its state file, so that commands find it. Written by main.ts, read by command/.
import { rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export const ADDRESS_FILE = 'simulator-address.json'

/** Gives what removes it again. */
export function writeAddress(stateFile: string, control: string): () => void {
  const file = join(dirname(stateFile), ADDRESS_FILE)
  writeFileSync(file, `${JSON.stringify({ control, pid: process.pid })}\n`, { mode: 0o600 })
  return () => rmSync(file, { force: true })
}
