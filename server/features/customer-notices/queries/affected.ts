// Whom an incident hits, with where and in which language each is reached and what it was told: one query under every number and list.
import { type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { AffectedCustomer, TellOverview } from '../../../../contract/customer-notices.ts'
import { prefixEnd, searchKey } from '../../../base/search-key.ts'
import type { Scope } from '../../../db/scope.ts'
import type { Database } from '../../../db/tables/database.ts'
import { kindNow, languageFor } from '../customer-notices.rules.ts'
import { issueOf, type KnownIssue } from './issue.ts'
import { noticeLanguageOf } from './templates.ts'

type Reader = Pick<Scope, 'db' | 'partnerId'>
type Issue = Pick<KnownIssue, 'issueId' | 'extent'>

/** Customers that are still ours, one row each. */
export function affected({ db, partnerId }: Reader, { issueId, extent }: Issue) {
  const hit = db
    .selectFrom('service_issue_customers')
    .where('partner_id', '=', partnerId)
    .where('issue_id', '=', issueId)
    .$if(extent === 'now', (query) => query.where('until', 'is', null))
    .groupBy('tenant_id')
    .select((of) => [
      'tenant_id',
      of.fn.min('since').as('since'),
      sql<Date | null>`case when bool_and(until is not null) then max(until) end`.as('until'),
    ])
  const last = db
    .selectFrom('customer_notices')
    .where('partner_id', '=', partnerId)
    .where('issue_id', '=', issueId)
    .distinctOn('tenant_id')
    .orderBy('tenant_id')
    .orderBy('made_at', 'desc')
    .select(['tenant_id', 'made_at', 'way', 'kind', 'state'])
  return db
    .selectFrom('customers as c')
    .innerJoin(hit.as('h'), 'h.tenant_id', 'c.tenant_id')
    .leftJoin('flags as f', (on) => on.onRef('f.partner_id', '=', 'c.partner_id').onRef('f.tenant_id', '=', 'c.tenant_id'))
    .leftJoin(last.as('n'), 'n.tenant_id', 'c.tenant_id')
    .where('c.partner_id', '=', partnerId)
    .where('c.departed_at', 'is', null)
}

/** When the mail server refused this address of the customer; null where it did not, or took a mail to it since. */
const refusedAt = (partnerId: string, address: 'c.email' | 'a.address') => sql<Date | null>`(
  select r.refused_at from refused_addresses r
  where r.partner_id = ${partnerId} and r.tenant_id = c.tenant_id and r.address = lower(${sql.ref(address)}))`

/** Microsoft's own, unless it was refused. */
const givenAddress = (partnerId: string) => sql<string | null>`case when ${refusedAt(partnerId, 'c.email')} is null then c.email end`

/** The address someone typed for the customer, the last one that served; Microsoft's own comes before it. */
const typedAddress = (partnerId: string) => sql<string | null>`(
  select a.address from customer_notices a
  where a.partner_id = ${partnerId} and a.tenant_id = c.tenant_id and a.address is not null and a.state in ('sent', 'done')
    and ${refusedAt(partnerId, 'a.address')} is null
  order by a.made_at desc limit 1)`

/** What would have served: Microsoft's own, else the last one that was refused. */
const refusedAddress = (partnerId: string) => sql<{ address: string; at: string } | null>`(
  select json_build_object('address', r.address, 'at', r.refused_at) from refused_addresses r
  where r.partner_id = ${partnerId} and r.tenant_id = c.tenant_id and (c.email is null or r.address = lower(c.email))
  order by r.refused_at desc limit 1)`

const withoutAddress = (partnerId: string) => sql<SqlBool>`(${givenAddress(partnerId)} is null and ${typedAddress(partnerId)} is null)`

const isTold = (partnerId: string, issueId: string) => sql<boolean>`exists (
  select from customer_notices t
  where t.partner_id = ${partnerId} and t.issue_id = ${issueId} and t.tenant_id = c.tenant_id and t.state in ('sent', 'done', 'waiting'))`

export type Only = 'all' | 'flagged' | 'notTold' | 'withoutAddress'

/** The same, as the list narrows it. */
export function narrowed(scope: Reader, issue: Issue, { search, only }: { search: string; only: Only }) {
  const key = searchKey(search)
  return affected(scope, issue)
    .$if(key !== '', (query) => query.where((of) => begins(of, key)))
    .$if(only === 'flagged', (query) => query.where('f.flagged_at', 'is not', null))
    .$if(only === 'notTold', (query) => query.where(sql<SqlBool>`not ${isTold(scope.partnerId, issue.issueId)}`))
    .$if(only === 'withoutAddress', (query) => query.where(withoutAddress(scope.partnerId)))
}

type Named = ExpressionBuilder<Database & { c: Database['customers'] }, 'c'>
const begins = (of: unknown, key: string) => {
  const { or, and, eb } = of as Named & { eb: Named }
  return or([
    and([eb('c.name_key', '>=', key), eb('c.name_key', '<', prefixEnd(key))]),
    and([eb('c.domain_key', '>=', key), eb('c.domain_key', '<', prefixEnd(key))]),
    sql<SqlBool>`position(${` ${key}`} in c.name_key) > 0`,
  ])
}

export const readable = (scope: Reader, issue: Issue, narrow: { search: string; only: Only }) =>
  narrowed(scope, issue, narrow)
    .select(['c.tenant_id', 'c.name', 'c.domain', 'c.country', 'c.language', 'f.flagged_at', 'h.since', 'h.until'])
    .select(['n.made_at', 'n.way', 'n.kind', 'n.state'])
    .select(givenAddress(scope.partnerId).as('email'))
    .select(typedAddress(scope.partnerId).as('typed'))
    .select(refusedAddress(scope.partnerId).as('refused'))
    .orderBy(sql`f.flagged_at is null`)
    .orderBy('c.name_key')
    .orderBy('c.tenant_id')

type Asked = { issueId: string; search: string; only: Only; offset: number; limit: number }

export async function listAffected(scope: Scope, { issueId, offset, limit, ...narrow }: Asked, now: Date) {
  const issue = await issueOf(scope, issueId, now)
  const [fallback, rows, { total }] = await Promise.all([
    noticeLanguageOf(scope),
    readable(scope, issue, narrow).offset(offset).limit(limit).execute(),
    narrowed(scope, issue, narrow)
      .select((of) => of.fn.countAll<string>().as('total'))
      .executeTakeFirstOrThrow(),
  ])
  return { rows: rows.map((row) => toAffected(row, fallback)), total: Number(total), offset }
}

type Row = Awaited<ReturnType<ReturnType<typeof readable>['execute']>>[number]

export function toAffected(row: Row, fallback: TellOverview['language']): AffectedCustomer {
  const { made_at: at, way, kind, state, refused } = row
  return {
    tenantId: row.tenant_id,
    name: row.name,
    domain: row.domain,
    country: row.country,
    flagged: row.flagged_at !== null,
    since: row.since.toISOString(),
    until: row.until?.toISOString() ?? null,
    ...languageFor(row, fallback),
    address: row.email ?? row.typed,
    addressFrom: row.email ? 'details' : row.typed ? 'typed' : null,
    refused: refused && { ...refused, at: new Date(refused.at).toISOString() },
    told: at && way && kind && state ? { at: at.toISOString(), way, kind, state } : null,
  }
}

export async function readTellOverview(scope: Scope, issueId: string, now: Date): Promise<TellOverview> {
  const issue = await issueOf(scope, issueId, now)
  const [language, counts] = await Promise.all([noticeLanguageOf(scope), countAffected(scope, issue)])
  const { nextUpdateAt, startsAt, endsAt, ...words } = issue
  return {
    ...words,
    ...counts,
    startsAt: startsAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
    nextUpdateAt: nextUpdateAt?.toISOString() ?? null,
    kind: kindNow({ resolved: issue.resolved, told: counts.told > 0 && counts.told === counts.affected }),
    language,
  }
}

async function countAffected(scope: Scope, issue: KnownIssue) {
  const counts = await affected(scope, issue)
    .select((of) => of.fn.countAll<string>().as('affected'))
    .select((of) => of.fn.count<string>('f.tenant_id').as('flagged'))
    .select(sql<string>`count(*) filter (where ${withoutAddress(scope.partnerId)})`.as('withoutAddress'))
    .select(sql<string>`count(*) filter (where n.state is not null and ${isToldAlready(scope.partnerId, issue.issueId)})`.as('told'))
    .executeTakeFirstOrThrow()
  return {
    affected: Number(counts.affected),
    flagged: Number(counts.flagged),
    withoutAddress: Number(counts.withoutAddress),
    told: Number(counts.told),
  }
}

const isToldAlready = (partnerId: string, issueId: string) => sql<boolean>`exists (
  select from customer_notices t
  where t.partner_id = ${partnerId} and t.issue_id = ${issueId} and t.tenant_id = c.tenant_id and t.state in ('sent', 'done'))`
