// A window of the current messages of one customer or of all that are chosen, with exact totals.
import { type SqlBool, sql } from 'kysely'
import { choiceOf } from '../../../../contract/customer-choice.ts'
import type { MessageFilter, MessageList } from '../../../../contract/messages.ts'
import { isChosen } from '../../../db/customer-choice.ts'
import type { Scope } from '../../../db/scope.ts'
import { actsSoon, currentMessages, isRead, toMessageRow } from './message-rows.ts'

type Whose = Pick<MessageFilter, 'tenantId' | 'flagged' | 'tag' | 'country'>

export async function listMessages(scope: Scope, filter: MessageFilter, window: { offset: number; limit: number }): Promise<MessageList> {
  const matching = matchingMessages(scope, filter)
  const [rows, { total }, { unread, services }, readings] = await Promise.all([
    matching
      .orderBy(actsSoon, 'desc')
      .orderBy(sql`case when ${actsSoon} then m.act_by end`)
      .orderBy('m.modified_at', (order) => order.desc().nullsLast())
      .orderBy('m.message_id', 'desc')
      .offset(window.offset)
      .limit(window.limit)
      .select(['m.message_id', 'm.title', 'm.category', 'm.severity', 'm.major_change', 'm.services', 'm.starts_at', 'm.modified_at'])
      .select(['m.ends_at', 'm.act_by', 'g.customers', actsSoon.as('soon'), isRead.as('read')])
      .execute(),
    matching.select((of) => of.fn.countAll<string>().as('total')).executeTakeFirstOrThrow(),
    overviewOf(scope, filter),
    readingsOf(scope, filter),
  ])
  return { rows: rows.map(toMessageRow), total: Number(total), offset: window.offset, unread, services, readings }
}

/** Who gets each message, of those asked about and still there: one row per message. */
const recipients = (scope: Scope, { tenantId, ...choice }: Whose) =>
  scope.db
    .selectFrom((from) =>
      from
        .selectFrom('customer_messages as s')
        .innerJoin('customers as c', (on) => on.onRef('c.partner_id', '=', 's.partner_id').onRef('c.tenant_id', '=', 's.tenant_id'))
        .where('s.partner_id', '=', scope.partnerId)
        .where('c.departed_at', 'is', null)
        .where(isChosen(scope, choiceOf(choice), sql.ref('s.tenant_id')))
        .$if(tenantId !== undefined, (query) => query.where('s.tenant_id', '=', tenantId as string))
        .select(sql<string>`unnest(s.message_ids)`.as('message_id'))
        .as('got'),
    )
    .groupBy('got.message_id')
    .select(['got.message_id', (of) => of.fn.countAll<string>().as('customers')])

const ofThem = (scope: Scope, whose: Whose) =>
  currentMessages(scope).innerJoin(recipients(scope, whose).as('g'), 'g.message_id', 'm.message_id')

function matchingMessages(scope: Scope, filter: MessageFilter) {
  const { search, service, category, major, unread } = filter
  return ofThem(scope, filter)
    .$if(search !== '', (query) => query.where(holds(search)))
    .$if(service !== '', (query) => query.where(sql<SqlBool>`${service} = any(m.services)`))
    .$if(category !== '', (query) => query.where('m.category', '=', category))
    .$if(major, (query) => query.where('m.major_change', '=', true))
    .$if(unread, (query) => query.where(sql<SqlBool>`not ${isRead}`))
}

/** Few thousand messages a partner: looking through their titles costs less than an index would. */
const holds = (search: string) =>
  sql<SqlBool>`(strpos(lower(m.title), lower(${search})) > 0 or starts_with(lower(m.message_id), lower(${search})))`

async function overviewOf(scope: Scope, filter: Whose): Promise<{ unread: number; services: string[] }> {
  const { unread, services } = await ofThem(scope, filter)
    .select([
      sql<string>`count(*) filter (where not ${isRead})`.as('unread'),
      sql<string[] | null>`(
        select array_agg(distinct service order by service) from unnest(string_to_array(string_agg(array_to_string(m.services, chr(1)), chr(1)), chr(1))) as service
        where service <> '')`.as('services'),
    ])
    .executeTakeFirstOrThrow()
  return { unread: Number(unread), services: services ?? [] }
}

async function readingsOf(scope: Scope, { tenantId, ...choice }: Whose): Promise<MessageList['readings']> {
  const row = await scope.db
    .selectFrom('pulls as p')
    .innerJoin('customers as c', (on) => on.onRef('c.partner_id', '=', 'p.partner_id').onRef('c.tenant_id', '=', 'p.tenant_id'))
    .where('p.partner_id', '=', scope.partnerId)
    .where('p.resource', '=', 'messages')
    .where('c.departed_at', 'is', null)
    .where(isChosen(scope, choiceOf(choice), sql.ref('p.tenant_id')))
    .$if(tenantId !== undefined, (query) => query.where('p.tenant_id', '=', tenantId as string))
    .select((of) => [of.fn.max('p.good_at').as('newest'), of.fn.min('p.good_at').as('oldest')])
    .executeTakeFirst()
  return { newestAt: row?.newest?.toISOString() ?? null, oldestAt: row?.oldest?.toISOString() ?? null }
}
