// Reads one customer outside a sweep, because somebody waits for it: under the same lease, so that no two ask Microsoft at once, in
// whichever processes they are. Entered by features.
import { setTimeout as sleep } from 'node:timers/promises'
import { sql, type Transaction } from 'kysely'
import type { PullResource } from '../../contract/pulls.ts'
import { newId } from '../base/ids.ts'
import { againAfterCollision } from '../db/database-error.ts'
import type { Db } from '../db/db.ts'
import type { Database } from '../db/tables/database.ts'
import type { Services } from '../feature.ts'
import { MicrosoftError } from '../microsoft/microsoft-error.ts'

/** Longer than such a reading and its saving. */
const leaseMs = 60_000
const lookAgainMs = 200

type Of = { partnerId: string; tenantId: string; resource: PullResource }

export type Reading<Read> = Of & {
  /** How long another may hold it up. */
  patienceMs: number
  /** Whether another has done it while one waited. */
  isDone(): Promise<boolean>
  read(): Promise<Read>
  save(trx: Transaction<Database>, read: Read): Promise<void>
  nextInMs(read: Read): number
}

/** Throws MicrosoftError: what `read` throws, and `broken` where another reads it for longer than patience lasts. */
export async function readAlone<Read>({ door, clock }: Pick<Services, 'door' | 'clock'>, reading: Reading<Read>): Promise<void> {
  const db = door.ofPartner(reading.partnerId)
  const takenBy = newId()
  const deadline = Date.now() + reading.patienceMs
  while (!(await take(db, reading, { takenBy, now: clock.now() }))) {
    if (await reading.isDone()) return
    if (Date.now() > deadline)
      throw new MicrosoftError('The customer is still being read by another', { kind: 'broken', code: 'TimeoutError' })
    await sleep(lookAgainMs)
  }
  try {
    const takenAt = clock.now()
    const read = await reading.read()
    await againAfterCollision(() =>
      db.transaction().execute(async (trx) => {
        await reading.save(trx, read)
        await noteGood(trx, reading, { takenBy, takenAt, now: clock.now(), nextInMs: reading.nextInMs(read) })
      }),
    )
  } finally {
    await letGo(db, reading, takenBy)
  }
}

async function take(db: Db, { partnerId, tenantId, resource }: Of, { takenBy, now }: { takenBy: string; now: Date }): Promise<boolean> {
  const until = new Date(now.getTime() + leaseMs)
  const { rows } = await sql`
    insert into pulls (partner_id, tenant_id, resource, due_at, taken_until, taken_by)
    values (${partnerId}, ${tenantId}, ${resource}, ${now}, ${until}, ${takenBy})
    on conflict (partner_id, tenant_id, resource) do update set taken_until = ${until}, taken_by = ${takenBy}
    where pulls.taken_until is null or pulls.taken_until <= ${now}
    returning tenant_id
  `.execute(db)
  return rows.length > 0
}

type Good = { takenBy: string; takenAt: Date; now: Date; nextInMs: number }

/** What a sweep read before is no longer what is stored, so its digest goes. */
async function noteGood(trx: Transaction<Database>, of: Of, { takenBy, takenAt, now, nextInMs }: Good): Promise<void> {
  await held(trx, of, takenBy)
    .set({
      tried_at: now,
      good_at: now,
      due_at: sql<Date>`case when asked_at > ${takenAt} then due_at else ${new Date(now.getTime() + nextInMs)} end`,
      asked_at: sql<Date | null>`case when asked_at > ${takenAt} then asked_at end`,
      digest: null,
      failures: 0,
      failure: null,
    })
    .execute()
}

const letGo = (db: Db, of: Of, takenBy: string) => held(db, of, takenBy).set({ taken_until: null, taken_by: null }).execute()

const held = (db: Db | Transaction<Database>, { partnerId, tenantId, resource }: Of, takenBy: string) =>
  db
    .updateTable('pulls')
    .where('partner_id', '=', partnerId)
    .where('tenant_id', '=', tenantId)
    .where('resource', '=', resource)
    .where('taken_by', '=', takenBy)
