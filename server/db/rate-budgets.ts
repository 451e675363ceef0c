// Shares the rates between all processes: permits counted by rate-limiter-flexible, what refusals taught, and what each process used.
// Each partner's rows are reached through that partner's own connection, so row-level security holds here too. Made by main.ts.
import { randomUUID } from 'node:crypto'
import { CompiledQuery, sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import { RateLimiterPostgres } from 'rate-limiter-flexible'
import type { DbDoor } from './db.ts'

type Lesson = { refused: number; inARow: number; refusedAt: number; pausedUntil: number; perMinute: number | null }
type Usage = { resource: string; used: number; waiting: number; refused: number }

/** A process that has said nothing for so long is over. */
const silentMs = 60_000
/** A lesson older than this no longer matters; the count of refusals is kept. */
const lessonSeconds = 3600
const tidyMs = 60_000
const clockMs = 60_000

/** What microsoft/rates asks of it stands in microsoft/rates/rate-store.ts. */
export async function createRateStore(door: DbDoor, onError: (error: unknown) => void) {
  const processId = randomUUID()
  const clock = await sharedClock(door, onError)
  const limiters = new LRUCache<string, RateLimiterPostgres>({ max: 500, disposeAfter: () => {} })
  const tidied = new Map<string, number>()
  const limiterOf = (partnerId: string): RateLimiterPostgres => {
    const known = limiters.get(partnerId)
    if (known) return known
    const limiter = limiterThrough(door, partnerId)
    limiters.set(partnerId, limiter)
    return limiter
  }
  /** Permits that have ended are removed now and then by whoever takes some. */
  const tidy = (partnerId: string): void => {
    const at = Date.now()
    if (at - (tidied.get(partnerId) ?? 0) < tidyMs) return
    tidied.set(partnerId, at)
    door.ofPartner(partnerId).deleteFrom('rate_permits').where('expire', '<', String(at)).execute().catch(onError)
  }
  return {
    now: clock.now,
    async take(partnerId: string, key: string, permits: number, keepSeconds: number) {
      tidy(partnerId)
      const { consumedPoints, msBeforeNext } = await limiterOf(partnerId).penalty(key, permits, { customDuration: keepSeconds })
      return { before: consumedPoints - permits, endsInMs: msBeforeNext }
    },
    lessons: (partnerId: string) => lessonsOf(door, partnerId),
    learn: (partnerId: string, budget: string, learn: (before: Lesson | null) => Lesson) => learnInTurn(door, { partnerId, budget, learn }),
    report: (partnerId: string, usage: readonly Usage[]) => report(door, { partnerId, processId, usage }),
    usage: (partnerId: string) => usageOf(door, partnerId),
    close: clock.stop,
  }
}

/** The library counts; which partner's rows it sees is decided by the connection it is given. */
function limiterThrough(door: DbDoor, partnerId: string): RateLimiterPostgres {
  const query = ({ text, values = [] }: { text: string; values?: unknown[] }) =>
    door
      .ofPartner(partnerId)
      // The column is of whole milliseconds, which seconds with a fraction do not always give.
      .executeQuery(
        CompiledQuery.raw(
          text,
          values.map((value) => (typeof value === 'number' ? Math.ceil(value) : value)),
        ),
      )
      .then(({ rows }) => ({ rows, rowCount: rows.length }))
  return new RateLimiterPostgres({
    storeClient: { query },
    storeType: 'client',
    tableName: 'rate_permits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: '',
    points: 1_000_000,
    duration: 60,
  })
}

/** The difference to the database's clock, measured now and then: processes on several machines must agree on which window it is. */
async function sharedClock(door: DbDoor, onError: (error: unknown) => void) {
  let aheadMs = 0
  const measure = async (): Promise<void> => {
    const before = Date.now()
    const { rows } = await sql<{ ms: number }>`select extract(epoch from clock_timestamp())::float8 * 1000 as ms`.execute(door.identity)
    const after = Date.now()
    if (rows[0]) aheadMs = Math.round(rows[0].ms - (before + after) / 2)
  }
  await measure()
  const timer = setInterval(() => void measure().catch(onError), clockMs)
  timer.unref()
  return { now: (): number => Date.now() + aheadMs, stop: (): void => clearInterval(timer) }
}

const lessonColumns = ['budget', 'refused', 'in_a_row', 'refused_at', 'paused_until', 'per_minute'] as const
type LessonRow = { refused: number; in_a_row: number; refused_at: Date; paused_until: Date; per_minute: number | null }

const lessonFrom = (row: LessonRow): Lesson => ({
  refused: row.refused,
  inARow: row.in_a_row,
  refusedAt: row.refused_at.getTime(),
  pausedUntil: row.paused_until.getTime(),
  perMinute: row.per_minute,
})

async function lessonsOf(door: DbDoor, partnerId: string): Promise<Map<string, Lesson>> {
  const rows = await door
    .ofPartner(partnerId)
    .selectFrom('rate_lessons')
    .where('partner_id', '=', partnerId)
    .where('paused_until', '>', sql<Date>`now() - make_interval(secs => ${lessonSeconds})`)
    .select(lessonColumns)
    .execute()
  return new Map(rows.map((row) => [row.budget, lessonFrom(row)]))
}

type Learning = { partnerId: string; budget: string; learn: (before: Lesson | null) => Lesson }

async function learnInTurn(door: DbDoor, { partnerId, budget, learn }: Learning): Promise<Lesson> {
  return door
    .ofPartner(partnerId)
    .transaction()
    .execute(async (trx) => {
      // Also while there is no row yet to lock.
      await sql`select pg_advisory_xact_lock(hashtextextended(${`rate_lessons ${partnerId} ${budget}`}, 0))`.execute(trx)
      const row = await trx
        .selectFrom('rate_lessons')
        .where('partner_id', '=', partnerId)
        .where('budget', '=', budget)
        .select(lessonColumns)
        .executeTakeFirst()
      const lesson = learn(row ? lessonFrom(row) : null)
      const { refused, inARow, refusedAt, pausedUntil, perMinute } = lesson
      const values = {
        refused,
        in_a_row: inARow,
        refused_at: new Date(refusedAt),
        paused_until: new Date(pausedUntil),
        per_minute: perMinute,
      }
      await trx
        .insertInto('rate_lessons')
        .values({ partner_id: partnerId, budget, ...values })
        .onConflict((on) => on.columns(['partner_id', 'budget']).doUpdateSet(values))
        .execute()
      return lesson
    })
}

type Reporting = { partnerId: string; processId: string; usage: readonly Usage[] }

async function report(door: DbDoor, { partnerId, processId, usage }: Reporting): Promise<void> {
  const db = door.ofPartner(partnerId)
  if (usage.length === 0) {
    await db.deleteFrom('rate_usage').where('partner_id', '=', partnerId).where('process_id', '=', processId).execute()
    return
  }
  await db
    .insertInto('rate_usage')
    .values(usage.map((one) => ({ partner_id: partnerId, process_id: processId, ...one, at: sql<Date>`now()` })))
    .onConflict((on) =>
      on.columns(['partner_id', 'resource', 'process_id']).doUpdateSet((of) => ({
        used: of.ref('excluded.used'),
        waiting: of.ref('excluded.waiting'),
        refused: of.ref('excluded.refused'),
        at: of.ref('excluded.at'),
      })),
    )
    .execute()
}

async function usageOf(door: DbDoor, partnerId: string): Promise<Usage[]> {
  const rows = await door
    .ofPartner(partnerId)
    .selectFrom('rate_usage')
    .where('partner_id', '=', partnerId)
    .where('at', '>', sql<Date>`now() - make_interval(secs => ${silentMs / 1000})`)
    .groupBy('resource')
    .select((of) => [
      'resource',
      of.fn.sum<string>('used').as('used'),
      of.fn.sum<string>('waiting').as('waiting'),
      of.fn.sum<string>('refused').as('refused'),
    ])
    .execute()
  return rows.map((row) => ({ resource: row.resource, used: Number(row.used), waiting: Number(row.waiting), refused: Number(row.refused) }))
}
