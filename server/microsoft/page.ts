// One page of a list: the records that could be read, and what was wrong with the others. Entered by graph/ and partner-center/.
import type { z } from 'zod'

/** A record that was left out. `reason` names what is wrong and, where there is one, the record's own id. Holds no personal data. */
export type Skipped = { reason: string }

export type Page<Item> = {
  records: Item[]
  skipped: Skipped[]
  /** How many there are over all pages, where the source tells. */
  total: number | null
}

/** Where a page begins, in a form that can be kept: its address and, where Partner Center pages, the token that goes with it. */
export type Place = { address: string; token: string | null }

/** A page as it comes from its list, with the place of the one after it; null after the last. */
export type ListPage<Item> = Page<Item> & { next: Place | null }

/** Reads each record by itself: a bad one is lost alone. `usable` gives the reason why a well-formed record is of no use, or null. */
export function readRecords<Item>(
  items: readonly unknown[],
  schema: z.ZodType<Item>,
  usable: (item: Item) => string | null = () => null,
): Pick<Page<Item>, 'records' | 'skipped'> {
  const records: Item[] = []
  const skipped: Skipped[] = []
  for (const item of items) {
    const read = readRecord(item, schema, usable)
    if ('record' in read) records.push(read.record)
    else skipped.push({ reason: read.reason.slice(0, 300) })
  }
  return { records, skipped }
}

function readRecord<Item>(item: unknown, schema: z.ZodType<Item>, usable: (item: Item) => string | null): { record: Item } | Skipped {
  try {
    const parsed = schema.safeParse(item)
    if (!parsed.success) {
      const issues = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'record'}: ${issue.message}`)
      return { reason: issues.join('; ') }
    }
    const reason = usable(parsed.data)
    return reason === null ? { record: parsed.data } : { reason: `${reason} (id ${JSON.stringify(idOf(item))})` }
  } catch (error) {
    // A reader of ours that met what it was not written for: a mistake of ours, but this record's alone.
    return { reason: `${error instanceof Error ? error.name : 'failed'} (id ${JSON.stringify(idOf(item))})` }
  }
}

function idOf(item: unknown): string | null {
  const id = item && typeof item === 'object' && 'id' in item ? item.id : null
  return typeof id === 'string' ? id.slice(0, 100) : null
}
