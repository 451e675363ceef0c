// Writes what a ledger entry says, for its channel and reader, and sends it. Entered by actions/deliver.ts.
import type { RuleSettings } from '../../../../contract/notifications.ts'
import type { WorkScope } from '../../../db/scope.ts'
import type { Services } from '../../../feature.ts'
import type { Due } from '../notifications.rules.ts'
import { affectedCsv, countAffected, mostCsvBytes } from '../queries/affected.ts'
import { type EntryRow, type IssueEntry, readNotice, readThread } from '../queries/due.ts'
import type { ChannelRow } from '../queries/read-settings.ts'
import { digestMail } from '../templates/digest-mail.ts'
import { issueMail, type ListState } from '../templates/issue-mail.ts'
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
  const notice = await readNotice(scope, entry, { ...due, rule, baseUrl: services.config.TENANTRY_BASE_URL })
  if (!notice) return { ok: false, kind: 'permanent', response: 'The issue is not stored any more.' }
  const thread = await readThread(scope, entry)
  return await sendNotice(services, {
    entryId: entry.entry_id,
    channel,
    content: { what: 'issue', notice },
    reader: rule,
    thread,
    mail: async () => {
      const [told] = await withLists(scope, [notice], rule, ({ affected }) => affected > 0)
      const written = issueMail(notice, rule, { ...whyOf(services, rule), follows: thread.length > 0, list: told?.list ?? 'none' })
      return { ...written, lists: told?.file ? [told.file] : [] }
    },
  })
}

type File = { fileName: string; content: string }
type WithList = { notice: IssueNotice; list: ListState; file?: File }

type Wants = (notice: IssueNotice) => boolean

/** With the list of each that wants one, as long as all of them together are no more than a mail takes. */
async function withLists(scope: WorkScope, notices: readonly IssueNotice[], rule: RuleSettings, wants: Wants): Promise<WithList[]> {
  const told: WithList[] = []
  let left = mostCsvBytes
  for (const notice of notices) {
    const { issueId, moment } = notice
    if (!wants(notice)) {
      told.push({ notice, list: 'none' })
      continue
    }
    const content = await affectedCsv(scope, { issueId, choice: rule.customers, ever: moment === 'resolved' }, rule, left)
    left -= content === null ? 0 : Buffer.byteLength(content)
    const file = content !== null && { fileName: `${issueId}-${textsOf(rule.language).csvName}.csv`, content }
    told.push(file ? { notice, list: 'attached', file } : { notice, list: 'tooLong' })
  }
  return told
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
    const notice = await readNotice(scope, one, { rule, baseUrl, wasTold: false, lastTold: null, affected: await countAffected(scope, of) })
    if (notice) notices.push(notice)
  }
  if (notices.length === 0) return { ok: true, response: 'Nothing was left to tell.' }
  return await sendNotice(services, {
    entryId: entry.entry_id,
    channel,
    content: { what: 'digest', notices, url: `${baseUrl}/service-health` },
    reader: rule,
    thread: [],
    mail: async () => {
      // Of few the names stand in the text already.
      const told = await withLists(scope, notices, rule, ({ affected, names }) => affected > names.length)
      return { ...digestMail(told, rule, whyOf(services, rule)), lists: told.flatMap(({ file }) => file ?? []) }
    },
  })
}
