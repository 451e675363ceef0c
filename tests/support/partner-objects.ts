// One object of each kind that an address can name, of one partner: own to those who work for it, another's to everybody else.
// Entered by access-matrix.test.ts.
import { randomUUID } from 'node:crypto'
import type { Person, TestApi } from './api.ts'
import { ruleFor } from './notice-rules.ts'
import { issuesOf } from './notices.ts'

/** By the parameter of the path; what belongs to a person or to the partner as a whole is told apart by the path before it. */
export type PartnerObjects = Record<'tenantId' | 'issueId' | 'messageId' | 'tagId' | 'linkId' | 'entryId' | 'noticeId' | 'key', string> &
  Record<'own' | 'partner', { channelId: string; ruleId: string }>

/** `number` is part of what Microsoft names, which is the same for all partners: two partners given different ones share nothing. */
export async function addObjects(api: TestApi, person: Person, number: number): Promise<PartnerObjects> {
  const { partnerId, userId } = person
  const db = api.services.door.ofPartner(partnerId)
  const [tenantId = ''] = await api.addCustomers(partnerId, [{ name: `Customer ${number}` }])
  const issueId = `EX${number}`
  await issuesOf(api, partnerId).open({ issueId }, [tenantId], { tellable: false })
  const messageId = `MC${number}`
  const message = { title: 'News', major_change: false, services: [], tags: [], content_type: 'text', content: 'Text', details: '[]' }
  await db
    .insertInto('service_messages')
    .values({ partner_id: partnerId, message_id: messageId, has_attachments: false, ...message })
    .execute()
  await db
    .insertInto('customer_messages')
    .values({ partner_id: partnerId, tenant_id: tenantId, message_ids: [messageId] })
    .execute()
  const [own, partner] = [await addChannelAndRule(person, 'own'), await addChannelAndRule(person, 'partner')]
  const entryId = randomUUID()
  const told = {
    change_id: entryId,
    rule_id: null,
    rule_name: null,
    channel_id: own.channelId,
    channel_kind: 'mail',
    target: 'a@b.example',
  } as const
  await db
    .insertInto('notice_entries')
    .values({
      partner_id: partnerId,
      entry_id: entryId,
      ...told,
      user_id: userId,
      kind: 'incident',
      moment: 'opened',
      issue_id: issueId,
      title: 'Mail is late',
      service: 'Exchange Online',
      state: 'suppressed',
      reason: null,
      affected: 1,
      at: new Date(),
    })
    .execute()
  const [noticeId, key] = [randomUUID(), randomUUID()]
  const written = { language: 'en', address: 'a@b.example', subject: 'Subject', body: 'Body', made_by: userId } as const
  await db
    .insertInto('customer_notices')
    .values({
      partner_id: partnerId,
      notice_id: noticeId,
      key,
      issue_id: issueId,
      tenant_id: tenantId,
      kind: 'opened',
      way: 'mail',
      state: 'failed',
      failure: 'unreachable',
      said: null,
      made_at: new Date(),
      settled_at: new Date(),
      ...written,
    })
    .execute()
  const { tagId } = await made<{ tagId: string }>(person, '/api/tags', { name: `Tag ${number}` })
  const { link } = await made<{ link: { linkId: string } }>(person, '/api/settings/status-links', { name: 'For the door' })
  return { tenantId, issueId, messageId, tagId, linkId: link.linkId, entryId, noticeId, key, own, partner }
}

async function addChannelAndRule(person: Person, owner: 'own' | 'partner'): Promise<{ channelId: string; ruleId: string }> {
  const address = `${randomUUID()}@b.example`
  const added = await made<{ channelId?: string; channel?: { channelId: string } }>(person, `/api/notifications/${owner}/channels`, {
    ...(owner === 'partner' && { kind: 'mail' }),
    address,
  })
  const channelId = added.channelId ?? added.channel?.channelId ?? ''
  const { ruleId } = await made<{ ruleId: string }>(person, `/api/notifications/${owner}/rules`, ruleFor([channelId]))
  return { channelId, ruleId }
}

async function made<Answer>(person: Person, path: string, body: object): Promise<Answer> {
  const answer = await person.call('POST', path, body)
  if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.body}`)
  return answer.json<Answer>()
}
