// One process per data folder: a file with the holder's number and start. Entered by embedded.ts and by `npm start`.
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { processStart } from '../base/process-start.ts'

export type Holder = { pid: number; start: string; note: string }

export class FolderInUse extends Error {
  readonly holder: Holder
  constructor(file: string, holder: Holder) {
    super(`${file} is held by process ${holder.pid} (${holder.note}), which still runs`)
    this.holder = holder
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

const isHeld = (holder: Holder | undefined): holder is Holder => holder !== undefined && processStart(holder.pid) === holder.start

/** Takes the lock or throws FolderInUse. A lock whose holder has ended, however it ended, is taken over. */
export function lockFolder(file: string, note: string): () => void {
  const mine: Holder = { pid: process.pid, start: processStart(process.pid) ?? '', note }
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o644 })
  try {
    for (;;) {
      try {
        // A link appears whole or not at all, unlike a file that is created and then written.
        linkSync(draft, file)
        return () => release(file, mine)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const holder = readHolder(file)
      if (isHeld(holder)) throw new FolderInUse(file, holder)
      takeAway(file)
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Two processes may find the same stale lock: whoever moved a live one away by mistake lays it back. */
function takeAway(file: string): void {
  const aside = `${file}.${process.pid}.old`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (isHeld(readHolder(aside))) linkSync(aside, file)
  rmSync(aside, { force: true })
}

function release(file: string, mine: Holder): void {
  const holder = readHolder(file)
  if (holder?.pid === mine.pid && holder.start === mine.start) rmSync(file, { force: true })
}
