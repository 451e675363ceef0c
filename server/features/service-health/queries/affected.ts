// The customers of one issue: those it hits, and those it has hit. The list, its total and its download all begin here.
import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import { choiceOf } from '../../../../contract/customer-choice.ts'
import type { AffectedFilter, LeftReason, listAffected as listContract } from '../../../../contract/service-health.ts'
import { prefixEnd, searchKey } from '../../../base/search-key.ts'
import { type CsvStyle, csvOf, lineOf } from '../../../db/csv.ts'
import { isChosen } from '../../../db/customer-choice.ts'
import type { Scope } from '../../../db/scope.ts'
import { affectedColumns } from '../service-health.csv.ts'
import { unknownIssue } from './read-issue.ts'

type Window = { offset: number; limit: number; sort: 'name' | 'since' | 'until'; direction?: 'asc' | 'desc' | undefined }
type Which = { partnerId: string; issueId: string }
type Affected = z.output<(typeof listContract)['response']>

export async function listAffected(scope: Scope, issueId: string, filter: AffectedFilter, window: Window): Promise<Affected> {
  const chosen = affected(scope, issueId, filter)
  const [counted, rows] = await Promise.all([
    chosen.select((of) => of.fn.countAll<string>().as('total')).executeTakeFirstOrThrow(),
    pageOf({ partnerId: scope.partnerId, issueId }, chosen, window),
    requireIssue(scope, issueId),
  ])
  return {
    total: Number(counted.total),
    offset: window.offset,
    rows: rows.map((row) => ({
      tenantId: row.tenant_id,
      name: row.name,
      domain: row.domain,
      country: row.country,
      flagged: row.flagged_at !== null,
      delegation: row.delegation,
      departedAt: row.departed_at?.toISOString() ?? null,
      since: row.since.toISOString(),
      until: row.until?.toISOString() ?? null,
      leftBecause: row.left_because,
      times: Number(row.times),
    })),
  }
}

/** A line for each time the issue hit one of the customers; of those it hits now, the time that lasts. Throws not_found before the first line. */
export async function exportAffected(
  scope: Scope,
  issueId: string,
  filter: AffectedFilter,
  style: CsvStyle,
): Promise<AsyncGenerator<string>> {
  await requireIssue(scope, issueId)
  const columns = affectedColumns(style)
  const lines = affected(scope, issueId, filter)
    .innerJoin('service_issue_customers as t', (on) =>
      on.onRef('t.partner_id', '=', 'c.partner_id').onRef('t.tenant_id', '=', 'c.tenant_id'),
    )
    .where('t.issue_id', '=', issueId)
    .$if(filter.which === 'now', (query) => query.where('t.until', 'is', null))
    .leftJoin('flags as f', (on) => on.onRef('f.partner_id', '=', 'c.partner_id').onRef('f.tenant_id', '=', 'c.tenant_id'))
    .orderBy('c.name_key')
    .orderBy('c.tenant_id')
    .orderBy('t.since')
    .select(lineOf(columns, style).as('line'))
  return csvOf(scope.db, lines, columns, style)
}

type Time = { tenant_id: string; since: Date; until: Date | null; left_because: LeftReason | null }

/** One row per customer, with the last time the issue entered it: that one is open if any is. */
function affected({ db, partnerId }: Scope, issueId: string, { which, search, ...choice }: AffectedFilter) {
  const last = sql<Time>`(
    select distinct on (tenant_id) tenant_id, since, until, left_because from service_issue_customers
    where partner_id = ${partnerId} and issue_id = ${issueId} order by tenant_id, since desc
  )`
  const open = sql<Time>`(
    select tenant_id, since, until, left_because from service_issue_customers
    where partner_id = ${partnerId} and issue_id = ${issueId} and until is null
  )`
  const text = searchKey(search)
  return db
    .selectFrom((which === 'now' ? open : last).as('m'))
    .innerJoin('customers as c', 'c.tenant_id', 'm.tenant_id')
    .where('c.partner_id', '=', partnerId)
    .where(isChosen({ partnerId }, choiceOf(choice), sql.ref('m.tenant_id')))
    .$if(which === 'left', (query) => query.where('m.until', 'is not', null))
    .$if(text !== '', (query) => query.where(isFoundBy(partnerId, text)))
}

const isFoundBy = (partnerId: string, text: string) => sql<SqlBool>`(
  starts_with(c.tenant_id::text, ${text}) or exists (
    select from customer_terms t
    where t.partner_id = ${partnerId} and t.tenant_id = c.tenant_id and t.term >= ${text} and t.term < ${prefixEnd(text)}
  ))`

const pageOf = ({ partnerId, issueId }: Which, chosen: ReturnType<typeof affected>, { offset, limit, sort, direction }: Window) =>
  chosen
    .leftJoin('flags as f', (on) => on.onRef('f.partner_id', '=', 'c.partner_id').onRef('f.tenant_id', '=', 'c.tenant_id'))
    .orderBy(sort === 'name' ? 'c.name_key' : sort === 'since' ? 'm.since' : 'm.until', (order) =>
      (direction ?? (sort === 'name' ? 'asc' : 'desc')) === 'asc' ? order.asc().nullsLast() : order.desc().nullsLast(),
    )
    .orderBy('c.name_key')
    .orderBy('c.tenant_id')
    .offset(offset)
    .limit(limit)
    .select(['c.tenant_id', 'c.name', 'c.domain', 'c.country', 'c.delegation', 'c.departed_at', 'f.flagged_at'])
    .select(['m.since', 'm.until', 'm.left_because'])
    .select(
      sql<string>`(
        select count(*) from service_issue_customers t
        where t.partner_id = ${partnerId} and t.issue_id = ${issueId} and t.tenant_id = m.tenant_id
      )`.as('times'),
    )
    .execute()

async function requireIssue({ db, partnerId }: Scope, issueId: string): Promise<void> {
  const issue = await db
    .selectFrom('service_issues')
    .where('partner_id', '=', partnerId)
    .where('issue_id', '=', issueId)
    .select('issue_id')
    .executeTakeFirst()
  if (!issue) throw unknownIssue()
}
