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
    const parsed = schema.safeParse(item)
    if (!parsed.success) {
      const issues = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'record'}: ${issue.message}`)
      skipped.push({ reason: issues.join('; ').slice(0, 300) })
      continue
    }
    const reason = usable(parsed.data)
    if (reason === null) records.push(parsed.data)
    else skipped.push({ reason: `${reason} (id ${JSON.stringify(idOf(item))})` })
  }
  return { records, skipped }
}

function idOf(item: unknown): string | null {
  const id = item && typeof item === 'object' && 'id' in item ? item.id : null
  return typeof id === 'string' ? id.slice(0, 100) : null
}
