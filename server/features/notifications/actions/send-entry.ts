// Writes what a ledger entry says, for its channel and reader, and sends it. Entered by actions/deliver.ts.
import type { RuleSettings } from '../../../../contract/notifications.ts'
import type { WorkScope } from '../../../db/scope.ts'
import type { Services } from '../../../feature.ts'
import type { Due } from '../notifications.rules.ts'
import { affectedCsv, countAffected } from '../queries/affected.ts'
import { type EntryRow, type IssueEntry, readNotice, readThread } from '../queries/due.ts'
import type { ChannelRow } from '../queries/read-settings.ts'
import { digestMail } from '../templates/digest-mail.ts'
import { issueMail } from '../templates/issue-mail.ts'
import type { IssueNotice, Why } from '../templates/notice.ts'
import { textsOf } from '../templates/texts.ts'
import { type Outcome, sendNotice } from './send-notice.ts'

export const settingsUrl = (baseUrl: string): string => `${baseUrl}/settings/notifications`

const whyOf = ({ config }: Pick<Services, 'config'>, rule: RuleSettings): Why => ({
  ruleName: rule.name,
  settingsUrl: settingsUrl(config.TENANTRY_BASE_URL),
})

export type IssueSending = { entry: IssueEntry; rule: RuleSettings; channel: ChannelRow; due: Due }

export async function sendIssue(services: Services, scope: WorkScope, { entry, rule, channel, due }: IssueSending): Promise<Outcome> {
  const told = { affected: due.affected, lastTold: due.lastTold, rule, baseUrl: services.config.TENANTRY_BASE_URL }
  const notice = await readNotice(scope, entry, told)
  if (!notice) return { ok: false, kind: 'permanent', response: 'The issue is not stored any more.' }
  const thread = await readThread(scope, entry)
  return await sendNotice(services, {
    entryId: entry.entry_id,
    channel,
    content: { what: 'issue', notice },
    reader: rule,
    thread,
    mail: async () => {
      const attachment = await listOf(scope, notice, rule)
      const list = attachment === null ? 'none' : 'content' in attachment ? 'attached' : 'tooLong'
      const written = issueMail(notice, rule, { ...whyOf(services, rule), follows: thread.length > 0, list })
      return { ...written, ...(attachment && 'content' in attachment && { attachment }) }
    },
  })
}

type List = { fileName: string; content: string } | { tooLong: true } | null

async function listOf(scope: WorkScope, { issueId, affected, moment }: IssueNotice, rule: RuleSettings): Promise<List> {
  if (affected === 0) return null
  const content = await affectedCsv(scope, { issueId, choice: rule.customers, ever: moment === 'resolved' }, rule)
  if (content === null) return { tooLong: true }
  return { fileName: `${issueId}-${textsOf(rule.language).csvName}.csv`, content }
}

export type DigestSending = { entry: EntryRow; rule: RuleSettings; channel: ChannelRow }

export async function sendDigest(services: Services, scope: WorkScope, { entry, rule, channel }: DigestSending): Promise<Outcome> {
  const carried = await scope.db
    .selectFrom('notice_entries')
    .where('partner_id', '=', scope.partnerId)
    .where('digest_id', '=', entry.entry_id)
    .where('state', '=', 'held')
    .orderBy('at')
    .selectAll()
    .execute()
  const baseUrl = services.config.TENANTRY_BASE_URL
  const notices: IssueNotice[] = []
  for (const one of carried as IssueEntry[]) {
    const of = { issueId: one.issue_id, choice: rule.customers, ever: one.moment === 'resolved' }
    const notice = await readNotice(scope, one, { rule, baseUrl, lastTold: null, affected: await countAffected(scope, of) })
    if (notice) notices.push(notice)
  }
  if (notices.length === 0) return { ok: true, response: 'Nothing was left to tell.' }
  return await sendNotice(services, {
    entryId: entry.entry_id,
    channel,
    content: { what: 'digest', notices },
    reader: rule,
    thread: [],
    mail: async () => digestMail(notices, rule, whyOf(services, rule)),
  })
}
