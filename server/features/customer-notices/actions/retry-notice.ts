// A failed message is tried once more, to another address where one is given. One that waits or was sent stays as it is.
import type { Notice } from '../../../../contract/customer-notices.ts'
import type { Scope } from '../../../db/scope.ts'
import type { Services } from '../../../feature.ts'
import { noticeOf } from '../queries/notices.ts'
import { sendJob } from './send-notices.ts'

export async function retryNotice({ queue }: Pick<Services, 'queue'>, scope: Scope, noticeId: string, address?: string): Promise<Notice> {
  const before = await noticeOf(scope, noticeId)
  const again = await scope.db
    .updateTable('customer_notices')
    .set({ state: 'waiting', failure: null, said: null, tries: 0, settled_at: null, ...(address && { address }) })
    .where('partner_id', '=', scope.partnerId)
    .where('notice_id', '=', noticeId)
    .where('state', '=', 'failed')
    .$if(!address, (query) => query.where('address', 'is not', null))
    .returning('key')
    .executeTakeFirst()
  if (!again) return before
  await queue.send(sendJob, { partnerId: scope.partnerId, key: again.key }, { key: again.key })
  return noticeOf(scope, noticeId)
}
