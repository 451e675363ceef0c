// Reads and stores what messages say, once for all customers that get them: only what no tenant has told yet is asked for.
// Entered by messages.pulls.ts.
import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Services } from '../../../feature.ts'
import { type ServiceMessage, type ServiceMessageMark, serviceMessagePages } from '../../../microsoft/graph/service-messages.ts'
import type { CallOptions } from '../../../microsoft/http.ts'
import type { Source } from '../../../microsoft/source.ts'
import { messageRow } from '../messages.mapping.ts'

export type Asking = { partnerId: string; source: Source; limits: CallOptions }
export type KnowMessages = (asking: Asking, marks: readonly ServiceMessageMark[]) => Promise<void>

type Known = Map<string, number>

const timeOf = ({ modifiedAt }: Pick<ServiceMessageMark, 'modifiedAt'>): number => modifiedAt?.getTime() ?? 0

/** What this process knows to be stored is not looked up again; the customers of a partner that bring something new take turns. */
export function createKnowMessages({ door }: Pick<Services, 'door'>): KnowMessages {
  const partners = new LRUCache<string, Known>({ max: 500 })
  const turns = new LRUCache<string, Promise<void>>({ max: 500 })

  const unknownOf = (known: Known, marks: readonly ServiceMessageMark[]) =>
    marks.filter((mark) => (known.get(mark.id) ?? -1) < timeOf(mark))

  async function lookUp(partnerId: string, known: Known, marks: readonly ServiceMessageMark[]): Promise<void> {
    const rows = await door
      .ofPartner(partnerId)
      .selectFrom('service_messages')
      .where('partner_id', '=', partnerId)
      .where('message_id', '=', sql<string>`any(${marks.map(({ id }) => id)}::text[])`)
      .select(['message_id', 'modified_at'])
      .execute()
    for (const row of rows) known.set(row.message_id, row.modified_at?.getTime() ?? 0)
  }

  async function learn({ partnerId, source, limits }: Asking, known: Known, marks: readonly ServiceMessageMark[]): Promise<void> {
    const unknown = unknownOf(known, marks)
    if (unknown.length === 0) return
    await lookUp(partnerId, known, unknown)
    const news = new Set(unknownOf(known, unknown).map(({ id }) => id))
    if (news.size === 0) return
    const times = marks.filter(({ id }) => news.has(id)).map(timeOf)
    // One that does not say when it was changed can only be had with all others.
    const changedSince = times.includes(0) ? undefined : new Date(Math.min(...times))
    for await (const { records } of serviceMessagePages(source, changedSince ? { changedSince } : {}, limits)) {
      const wanted = records.filter(({ id }) => news.has(id))
      await store(partnerId, wanted)
      for (const message of wanted) known.set(message.id, timeOf(message))
    }
  }

  async function store(partnerId: string, messages: readonly ServiceMessage[]): Promise<void> {
    for (const message of messages) {
      const row = messageRow(partnerId, message)
      const { partner_id: _, message_id: __, ...changing } = row
      await door
        .ofPartner(partnerId)
        .insertInto('service_messages')
        .values(row)
        .onConflict((on) =>
          on
            .columns(['partner_id', 'message_id'])
            .doUpdateSet(changing)
            // A tenant that is behind must not take back what another has told.
            .where(sql<boolean>`service_messages.modified_at is null or service_messages.modified_at <= excluded.modified_at`),
        )
        .execute()
    }
  }

  return async (asking, marks) => {
    const { partnerId } = asking
    const known = partners.get(partnerId) ?? new Map<string, number>()
    partners.set(partnerId, known)
    if (unknownOf(known, marks).length === 0) return
    // One that failed does not hold the next one up.
    const turn = (turns.get(partnerId) ?? Promise.resolve()).catch(() => {}).then(() => learn(asking, known, marks))
    turns.set(partnerId, turn)
    await turn
  }
}
