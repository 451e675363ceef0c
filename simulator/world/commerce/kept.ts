// What was changed by requests: whole records by owner, kind and id, kept in the journal. Everything else is drawn from seeds. Entered by commerce.ts.
import type { Entry, Journal } from '../journal.ts'

export type Kept = {
  get<T>(owner: string, kind: string, id: string): T | undefined
  all<T>(owner: string, kind: string): ReadonlyMap<string, T>
  put(owner: string, kind: string, id: string, value: unknown): void
  remove(owner: string, kind: string, id: string): void
  /** How many times anything was written: what was worked out from records is good until then. */
  writes(): number
  entries(): Entry[]
}

const NOTHING: ReadonlyMap<string, unknown> = new Map()

export function createKept(journal: Journal): Kept {
  const owners = new Map<string, Map<string, Map<string, unknown>>>()
  let writes = 0
  const set = (owner: string, kind: string, id: string, value: unknown) => {
    const kinds = owners.get(owner) ?? new Map<string, Map<string, unknown>>()
    const records = kinds.get(kind) ?? new Map<string, unknown>()
    if (value === null) records.delete(id)
    else records.set(id, value)
    kinds.set(kind, records)
    owners.set(owner, kinds)
  }
  for (const entry of journal.entries)
    if (entry.kind === 'kept') set(String(entry.owner), String(entry.of), String(entry.id), entry.value ?? null)
  const write = (owner: string, of: string, id: string, value: unknown) => {
    writes++
    set(owner, of, id, value)
    journal.append({ kind: 'kept', owner, of, id, value })
  }
  return {
    get: <T>(owner: string, kind: string, id: string) => owners.get(owner)?.get(kind)?.get(id) as T | undefined,
    all: <T>(owner: string, kind: string) => (owners.get(owner)?.get(kind) ?? NOTHING) as ReadonlyMap<string, T>,
    put: write,
    remove: (owner, kind, id) => write(owner, kind, id, null),
    writes: () => writes,
    entries: () =>
      [...owners].flatMap(([owner, kinds]) =>
        [...kinds].flatMap(([of, records]) => [...records].map(([id, value]) => ({ kind: 'kept', owner, of, id, value }))),
      ),
  }
}
