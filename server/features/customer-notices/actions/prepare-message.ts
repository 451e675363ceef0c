// The message for one customer, as it would be sent: the template in force, filled in for its language and country.
import type { NoticeWords } from '../../../../contract/customer-notices.ts'
import type { Message, NoticeKind, NoticeLanguage } from '../../../../contract/notice-templates.ts'
import { unknownCustomer } from '../../../db/customer-rows.ts'
import type { Scope } from '../../../db/scope.ts'
import { fill, valuesFor } from '../customer-notices.rules.ts'
import { readable } from '../queries/affected.ts'
import { issueOf, type KnownIssue } from '../queries/issue.ts'
import { templatesOf } from '../queries/templates.ts'

export type Writer = { partner: string; sender: string }

/** Whose names stand under a message. */
export async function writerOf({ db, partnerId, userId }: Scope): Promise<Writer> {
  const row = await db
    .selectFrom('users as u')
    .innerJoin('partners as p', 'p.partner_id', 'u.partner_id')
    .where('u.partner_id', '=', partnerId)
    .where('u.user_id', '=', userId)
    .select(['u.name as sender', 'p.name as partner'])
    .executeTakeFirst()
  return row ?? { partner: '', sender: '' }
}

type Reached = { name: string; country: string | null; since: Date }
type Wanted = { issue: KnownIssue; writer: Writer; template: Message; language: NoticeLanguage; words: NoticeWords }

export const messageFor = ({ name, country, since }: Reached, { issue, writer, template, language, words }: Wanted): Message =>
  fill(template, valuesFor(language, { customer: { name, country }, issue, since, nextUpdateAt: issue.nextUpdateAt, words, ...writer }))

type Asked = { tenantId: string; kind: NoticeKind; language: NoticeLanguage; words: NoticeWords }

export async function prepareMessage(
  scope: Scope,
  issueId: string,
  { tenantId, kind, language, words }: Asked,
  now: Date,
): Promise<Message> {
  const issue = await issueOf(scope, issueId, now)
  const [templates, writer, customer] = await Promise.all([templatesOf(scope, kind), writerOf(scope), affectedOne(scope, issue, tenantId)])
  return messageFor(customer, { issue, writer, template: templates[language], language, words })
}

/** Throws not_found for a customer the incident does not hit. */
export async function affectedOne(scope: Scope, issue: KnownIssue, tenantId: string) {
  const customer = await readable(scope, issue, { search: '', only: 'all' }).where('c.tenant_id', '=', tenantId).executeTakeFirst()
  if (!customer) throw unknownCustomer()
  return customer
}
