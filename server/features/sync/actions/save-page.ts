// How a page of any list is saved: taken in and compared in one statement, written where it differs; record by record where it must be.
// Entered by save-customers.ts and save-relationships.ts.
import { type RawBuilder, sql } from 'kysely'
import { isDataError } from '../../../db/database-error.ts'
import { type PageTaken, type Run, RunLost, stillRuns, takeIn } from './run-state.ts'

export type PageOf<Item> = { records: readonly Item[]; skipped: number; expected: number | null; number: number }
/** `lost`: records that the database refused, each by itself. */
export type PageSaved = { written: number; lost: number }

export type Saving<Item, Found> = {
  records: readonly Item[]
  /** What differs; `taken` begins the statement, and names a relation `taken` that is empty where the run is lost. */
  compare(records: readonly Item[], taken: RawBuilder<unknown>): Promise<Found>
  /** Writes it and says how many rows that were. */
  write(found: Found): Promise<number>
}

/** One record that PostgreSQL cannot store must not keep the others from being saved, now and in every run to come. */
export async function savePage<Item, Found>(
  run: Run,
  page: PageTaken,
  { records, compare, write }: Saving<Item, Found>,
): Promise<PageSaved> {
  let isTakenIn = false
  try {
    const found = await compare(records, takeIn(run, page))
    isTakenIn = true
    return { written: await write(found), lost: 0 }
  } catch (error) {
    if (!isDataError(error)) throw error
  }
  if (!isTakenIn) await compare([], takeIn(run, page))
  const saved = { written: 0, lost: 0 }
  for (const record of records) {
    try {
      saved.written += await write(await compare([record], stillRuns(run)))
    } catch (error) {
      if (!isDataError(error)) throw error
      saved.lost += 1
    }
  }
  return saved
}

/** Where `compare` has to stop: somebody else has ended the run. */
export function holdsRun<Row extends { taken: string }>(row: Row | undefined): Row {
  if (row?.taken !== '1') throw new RunLost()
  return row
}

export const countTaken = sql`(select count(*) from taken) as taken`
