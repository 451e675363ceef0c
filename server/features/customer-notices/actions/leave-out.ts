// An address of a customer that takes no mail is left out of what is sent next, until a mail arrives there. Entered by deliver.ts and take-returned.ts.
import type { Selectable } from 'kysely'
import type { Db } from '../../../db/db.ts'
import type { CustomerNoticesTable } from '../../../db/tables/customer-notices.ts'

type Addressed = Pick<Selectable<CustomerNoticesTable>, 'partner_id' | 'tenant_id' | 'address'>

export const addressKeyOf = ({ address }: Pick<Addressed, 'address'>): string => address?.toLowerCase() ?? ''

export async function leaveOut(db: Db, notice: Addressed, said: string, at: Date): Promise<void> {
  await db
    .insertInto('refused_addresses')
    .values({ partner_id: notice.partner_id, tenant_id: notice.tenant_id, address: addressKeyOf(notice), refused_at: at, said })
    .onConflict((on) => on.columns(['partner_id', 'tenant_id', 'address']).doUpdateSet({ refused_at: at, said }))
    .execute()
}
