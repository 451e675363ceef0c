// Puts down a message for each customer under the key of one intention, and asks for their sending: the same key puts down nothing twice.
import type { NoticeWords, Progress } from '../../../../contract/customer-notices.ts'
import type { Message, NoticeKind, NoticeLanguage } from '../../../../contract/notice-templates.ts'
import { unknownCustomer } from '../../../db/customer-rows.ts'
import type { Scope } from '../../../db/scope.ts'
import { announce } from '../../../facts/announce.ts'
import type { Services } from '../../../feature.ts'
import { languageFor } from '../customer-notices.rules.ts'
import { readable } from '../queries/affected.ts'
import { issueOf, type KnownIssue } from '../queries/issue.ts'
import { readProgress } from '../queries/notices.ts'
import { noticeLanguageOf, templatesOf } from '../queries/templates.ts'
import { messageFor, writerOf } from './prepare-message.ts'

/** The job that sends what was put down; see customer-notices.jobs.ts. */
export const sendJob = 'customer-notices.send'

type Chosen = { tenantId: string; language?: NoticeLanguage | undefined; address?: string | undefined; message?: Message | undefined }
export type Sending = {
  key: string
  kind: NoticeKind
  words: Record<NoticeLanguage, NoticeWords>
  to: { customers: Chosen[] } | { everyone: 'all' | 'notTold' }
}

export async function sendNotices(
  services: Pick<Services, 'queue' | 'clock'>,
  scope: Scope,
  issueId: string,
  sending: Sending,
): Promise<Progress> {
  const issue = await issueOf(scope, issueId, services.clock.now())
  if (!(await isKnown(scope, sending.key))) await putDown(scope, issue, sending)
  await services.queue.send(sendJob, { partnerId: scope.partnerId, key: sending.key }, { key: sending.key })
  return readProgress(scope, sending.key)
}

async function isKnown({ db, partnerId }: Scope, key: string): Promise<boolean> {
  const row = await db
    .selectFrom('customer_notices')
    .where('partner_id', '=', partnerId)
    .where('key', '=', key)
    .select('key')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Also how many messages are held at once: each may be long. */
const rowsAtOnce = 500

async function putDown(scope: Scope, issue: KnownIssue, sending: Sending): Promise<void> {
  const { key, kind } = sending
  const { customers, rowOf } = await prepare(scope, issue, sending)
  await scope.db.transaction().execute(async (trx) => {
    let made = 0
    for (let at = 0; at < customers.length; at += rowsAtOnce) {
      const put = await trx
        .insertInto('customer_notices')
        .values(customers.slice(at, at + rowsAtOnce).map(rowOf))
        .onConflict((on) => on.columns(['partner_id', 'key', 'tenant_id']).doNothing())
        .executeTakeFirst()
      made += Number(put.numInsertedOrUpdatedRows ?? 0)
    }
    // Two at the same moment with one key: the second finds everything there.
    if (made > 0) await announce(trx, scope, { kind: 'customers.telling', data: { key, issueId: issue.issueId, kind, customers: made } })
  })
}

async function prepare(scope: Scope, issue: KnownIssue, { key, kind, words, to }: Sending) {
  const chosen = 'customers' in to ? new Map(to.customers.map((each) => [each.tenantId, each])) : null
  const [templates, writer, fallback, customers] = await Promise.all([
    templatesOf(scope, kind),
    writerOf(scope),
    noticeLanguageOf(scope),
    readable(scope, issue, { search: '', only: 'everyone' in to && to.everyone === 'notTold' ? 'notTold' : 'all' })
      .$if(chosen !== null, (query) => query.where('c.tenant_id', 'in', [...(chosen?.keys() ?? [])]))
      .execute(),
  ])
  if (customers.length < (chosen?.size ?? 1)) throw unknownCustomer()
  const rowOf = (customer: (typeof customers)[number]) => {
    const wish = chosen?.get(customer.tenant_id)
    const language = wish?.language ?? languageFor(customer, fallback).language
    const address = wish?.address ?? customer.email ?? customer.typed
    const message =
      wish?.message ?? messageFor(customer, { issue, writer, template: templates[language], language, words: words[language] })
    return {
      partner_id: scope.partnerId,
      key,
      issue_id: issue.issueId,
      tenant_id: customer.tenant_id,
      kind,
      way: 'mail' as const,
      language,
      address,
      ...message,
      ...(address ? { state: 'waiting' as const } : unreachable(customer.refused)),
      made_by: scope.userId,
    }
  }
  return { customers, rowOf }
}

/** Not even tried: what is sent to a mailbox that is not there harms the sender's name. A person may still try it again, or another. */
const unreachable = (refused: { address: string } | null) => ({
  state: 'failed' as const,
  address: refused?.address ?? null,
  failure: refused ? ('refusedAddress' as const) : ('noAddress' as const),
  settled_at: new Date(),
})
