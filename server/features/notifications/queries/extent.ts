// Which notices of new issues need not wait any longer: every customer that was asked whether the issue hits it has answered, or cannot be asked.
import { sql } from 'kysely'
import type { WorkScope } from '../../../db/scope.ts'
import { betweenGrowthMs } from '../notifications.rules.ts'

/** Between writing down that the others are asked and asking them. */
const askingSeconds = 5

/** Growth that is not worth telling is looked at again at once, then waits its time: each batch of readings would leave an entry. */
export async function entriesOfKnownExtent({ db, partnerId }: WorkScope, now: Date): Promise<string[]> {
  const { rows } = await sql<{ entry_id: string }>`
    select e.entry_id from notice_entries e
    join service_issues i on i.partner_id = e.partner_id and i.issue_id = e.issue_id
    where e.partner_id = ${partnerId} and e.due_at > ${now} and e.reason = 'extentUnknown'
      and i.others_asked_at is not null
      and not (e.change_id like 'growth %' and exists (
        select from notice_entries s
        where s.partner_id = e.partner_id and s.issue_id = e.issue_id and s.channel_id = e.channel_id and s.rule_id = e.rule_id
          and s.change_id like 'growth %' and s.state = 'suppressed' and s.at > e.at - make_interval(secs => ${betweenGrowthMs / 1_000})
      ))
      and not exists (
        select from pulls p join customers c on c.partner_id = p.partner_id and c.tenant_id = p.tenant_id
        where p.partner_id = e.partner_id and p.resource = 'health'
          and p.asked_at <= i.others_asked_at + make_interval(secs => ${askingSeconds})
          and c.departed_at is null and c.delegation = 'active'
      )
  `.execute(db)
  return rows.map((row) => row.entry_id)
}
