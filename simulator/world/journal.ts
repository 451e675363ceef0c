// The state file: one JSON line per thing that must survive a restart (world, clock, commands, signing key, refresh tokens). Entered by simulator.ts.
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

export type Entry = { kind: string } & Record<string, unknown>

export type Journal = {
  entries: readonly Entry[]
  append(entry: Entry): void
  /** Replaces the file by these entries, so that it does not grow from start to start. */
  rewrite(entries: readonly Entry[]): void
}

export function openJournal(path: string | undefined): Journal {
  if (path === undefined) return { entries: [], append: () => {}, rewrite: () => {} }
  return {
    entries: existsSync(path) ? readEntries(path) : [],
    append: (entry) => appendFileSync(path, `${JSON.stringify(entry)}\n`),
    rewrite: (entries) => {
      writeFileSync(`${path}.new`, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''), { mode: 0o600 })
      renameSync(`${path}.new`, path)
    },
  }
}

/** A line cut short by a crash is the last one and is left out. */
function readEntries(path: string): Entry[] {
  const entries: Entry[] = []
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '') continue
    try {
      entries.push(JSON.parse(line) as Entry)
    } catch {
      break
    }
  }
  return entries
}
