// A message to a customer that its server had taken came back: it counts as not sent, and an address that takes no mail is left out of the
// next ones. Entered by server/returned-mail for each report.
import { announce } from '../../../facts/announce.ts'
import type { TakeReturnedMail } from '../../../returned-mail/returned-mail.ts'
import { leaveOut } from './leave-out.ts'

/** Its clock and ours may differ; a message that was sent again later is another one. */
const skewMs = 5 * 60_000

export const takeReturnedMessage: TakeReturnedMail = ({ door }, partnerId, { id, addresses, said, at, isOfAddress }) =>
  door
    .ofPartner(partnerId)
    .transaction()
    .execute(async (trx) => {
      const notice = await trx
        .selectFrom('customer_notices')
        .where('partner_id', '=', partnerId)
        .where('notice_id', '=', id)
        .where('way', '=', 'mail')
        .selectAll()
        .forUpdate()
        .executeTakeFirst()
      if (!notice) return 'notMine'
      if (!notice.address || !addresses.includes(notice.address.toLowerCase())) return 'otherAddress'
      if (notice.state !== 'sent' || (notice.settled_at?.getTime() ?? 0) > at.getTime() + skewMs) return 'known'
      await trx
        .updateTable('customer_notices')
        .set({ state: 'failed', failure: 'returned', said, settled_at: at })
        .where('partner_id', '=', partnerId)
        .where('notice_id', '=', id)
        .execute()
      if (isOfAddress) await leaveOut(trx, notice, said, at)
      const { tenant_id: tenantId, issue_id: issueId, address } = notice
      await announce(
        trx,
        { partnerId, userId: null },
        { kind: 'customer.mail-returned', tenantId, data: { noticeId: id, issueId, address, said } },
      )
      return 'taken'
    })
