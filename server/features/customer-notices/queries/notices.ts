// What customers were told, and how far a sending is.
import type { Notice, Progress } from '../../../../contract/customer-notices.ts'
import { AppError } from '../../../base/errors.ts'
import type { Scope } from '../../../db/scope.ts'

const mostFailures = 500

const notices = ({ db, partnerId }: Scope) =>
  db
    .selectFrom('customer_notices as n')
    .leftJoin('customers as c', (on) => on.onRef('c.partner_id', '=', 'n.partner_id').onRef('c.tenant_id', '=', 'n.tenant_id'))
    .leftJoin('users as u', (on) => on.onRef('u.partner_id', '=', 'n.partner_id').onRef('u.user_id', '=', 'n.made_by'))
    .where('n.partner_id', '=', partnerId)

const shown = (scope: Scope) => notices(scope).selectAll('n').select(['c.name as customer', 'u.name as by'])
type Row = Awaited<ReturnType<ReturnType<typeof shown>['execute']>>[number]

const toNotice = (row: Row): Notice => ({
  noticeId: row.notice_id,
  issueId: row.issue_id,
  tenantId: row.tenant_id,
  customer: row.customer ?? '',
  kind: row.kind,
  way: row.way,
  state: row.state,
  language: row.language,
  address: row.address,
  subject: row.subject,
  body: row.body,
  by: row.by ?? '',
  at: row.made_at.toISOString(),
  settledAt: row.settled_at?.toISOString() ?? null,
  failure: row.failure,
  said: row.said,
})

type Filter = { issueId?: string | undefined; tenantId?: string | undefined; offset: number; limit: number }

export async function listNotices(scope: Scope, { issueId, tenantId, offset, limit }: Filter) {
  const wanted = <Query extends ReturnType<typeof notices>>(query: Query): Query => {
    let narrowed: ReturnType<typeof notices> = query
    if (issueId) narrowed = narrowed.where('n.issue_id', '=', issueId)
    if (tenantId) narrowed = narrowed.where('n.tenant_id', '=', tenantId)
    return narrowed as Query
  }
  const [rows, { total }] = await Promise.all([
    wanted(notices(scope))
      .selectAll('n')
      .select(['c.name as customer', 'u.name as by'])
      .orderBy('n.made_at', 'desc')
      .orderBy('n.notice_id')
      .offset(offset)
      .limit(limit)
      .execute(),
    wanted(notices(scope))
      .select((of) => of.fn.countAll<string>().as('total'))
      .executeTakeFirstOrThrow(),
  ])
  return { rows: rows.map(toNotice), total: Number(total), offset }
}

/** Throws not_found for one that is not there. */
export async function noticeOf(scope: Scope, noticeId: string): Promise<Notice> {
  const row = await shown(scope).where('n.notice_id', '=', noticeId).executeTakeFirst()
  if (!row) throw new AppError('not_found', { detail: 'No message to a customer has this ID.' })
  return toNotice(row)
}

export async function readProgress(scope: Scope, key: string): Promise<Progress> {
  const [states, failures] = await Promise.all([
    notices(scope)
      .where('n.key', '=', key)
      .groupBy('n.state')
      .select((of) => ['n.state', of.fn.countAll<string>().as('count')])
      .execute(),
    shown(scope).where('n.key', '=', key).where('n.state', '=', 'failed').orderBy('c.name_key').limit(mostFailures).execute(),
  ])
  if (states.length === 0) throw new AppError('not_found', { detail: 'Nothing was sent under this key.' })
  const count = (...wanted: string[]) =>
    states.filter(({ state }) => wanted.includes(state)).reduce((sum, each) => sum + Number(each.count), 0)
  return {
    key,
    total: count('waiting', 'sent', 'failed', 'done'),
    sent: count('sent', 'done'),
    waiting: count('waiting'),
    failed: count('failed'),
    failures: failures.map(toNotice),
  }
}
