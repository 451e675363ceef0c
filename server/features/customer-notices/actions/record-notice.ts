// Records a message that left by the clipboard or by the person's own mail program, with its text. The same key again records nothing.
import type { Notice } from '../../../../contract/customer-notices.ts'
import type { Message, NoticeKind, NoticeLanguage } from '../../../../contract/notice-templates.ts'
import type { Scope } from '../../../db/scope.ts'
import { announce } from '../../../facts/announce.ts'
import { issueOf } from '../queries/issue.ts'
import { noticeOf } from '../queries/notices.ts'
import { affectedOne } from './prepare-message.ts'

export type Recorded = {
  key: string
  way: 'mailto' | 'copied'
  tenantId: string
  kind: NoticeKind
  language: NoticeLanguage
  address: string | null
  message: Message
}

export async function recordNotice(scope: Scope, issueId: string, recorded: Recorded, now: Date): Promise<Notice> {
  const issue = await issueOf(scope, issueId, now)
  const { key, way, tenantId, kind, language, address, message } = recorded
  await affectedOne(scope, issue, tenantId)
  const noticeId = await scope.db.transaction().execute(async (trx) => {
    const made = await trx
      .insertInto('customer_notices')
      .values({
        partner_id: scope.partnerId,
        key,
        issue_id: issue.issueId,
        tenant_id: tenantId,
        kind,
        way,
        language,
        address,
        ...message,
        state: 'done',
        made_by: scope.userId,
        settled_at: now,
      })
      .onConflict((on) => on.columns(['partner_id', 'key', 'tenant_id']).doNothing())
      .returning('notice_id')
      .executeTakeFirst()
    if (made) {
      const data = { noticeId: made.notice_id, issueId: issue.issueId, kind, way, address }
      await announce(trx, scope, { kind: 'customer.told', tenantId, data })
      return made.notice_id
    }
    const known = await trx
      .selectFrom('customer_notices')
      .where('partner_id', '=', scope.partnerId)
      .where('key', '=', key)
      .where('tenant_id', '=', tenantId)
      .select('notice_id')
      .executeTakeFirstOrThrow()
    return known.notice_id
  })
  return noticeOf(scope, noticeId)
}
