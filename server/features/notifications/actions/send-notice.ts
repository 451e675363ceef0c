// Sends one notice through its channel, as a mail, a card or a signed call, and tells how it ended in one set of words.
// Entered by actions/deliver.ts and the test button.
import type { Services } from '../../../feature.ts'
import type { ChannelRow } from '../queries/read-settings.ts'
import { type Content, teamsCard, webhookBody } from '../templates/messages.ts'
import type { Reader, Written } from '../templates/notice.ts'
import { opened } from './channel-secrets.ts'

/** `refused`: the recipient will never take anything: no such mailbox, or a webhook that is gone. */
export type Outcome = { ok: true; response: string } | { ok: false; kind: 'temporary' | 'permanent' | 'refused'; response: string }

export type Sending = {
  /** The same for every try: Message-ID and webhook ID are made of it. */
  entryId: string
  channel: ChannelRow
  content: Content
  reader: Reader
  /** Written only where the channel is a mailbox. */
  mail(): Promise<Written & { lists?: readonly { fileName: string; content: string }[] }>
  /** IDs of the entries whose mails it follows, oldest first. */
  thread: readonly string[]
}

type Means = Pick<Services, 'mailer' | 'webhooks' | 'secretKeys' | 'clock'>

/** More would make each mail's header longer than servers like. */
const mostReferences = 20

export async function sendNotice(means: Means, sending: Sending): Promise<Outcome> {
  return sending.channel.kind === 'mail' ? await sendMail(means, sending) : await callWebhook(means, sending)
}

async function sendMail({ mailer }: Means, { entryId, channel, mail, thread }: Sending): Promise<Outcome> {
  const { subject, text, html, lists = [] } = await mail()
  const [first, ...later] = thread.map((id) => mailer.messageIdOf(id))
  const references = first ? [first, ...later.slice(-mostReferences)] : []
  const outcome = await mailer.send({
    partnerId: channel.partner_id,
    to: channel.target,
    subject,
    text,
    html,
    messageId: mailer.messageIdOf(entryId),
    ...(first && { inReplyTo: first, references }),
    // Answers by machines are not wanted (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    attachments: lists.map((list) => ({ ...list, contentType: 'text/csv; charset=utf-8' })),
  })
  if (outcome.accepted) return { ok: true, response: outcome.response }
  return { ok: false, kind: outcome.kind === 'refused-address' ? 'refused' : outcome.kind, response: outcome.response }
}

async function callWebhook({ webhooks, secretKeys, clock }: Means, { entryId, channel, content, reader }: Sending): Promise<Outcome> {
  const { channel_id: channelId, kind, sealed_url: url, sealed_secret: secret } = channel
  if (!url) return { ok: false, kind: 'permanent', response: 'The address of this channel is missing.' }
  const now = clock.now()
  const outcome = await webhooks.send({
    url: opened(secretKeys, url, { channelId, use: 'url' }),
    id: `msg_${entryId.replaceAll('-', '')}`,
    body: kind === 'teams' ? teamsCard(content, reader) : webhookBody(content, now),
    ...(secret && { secret: opened(secretKeys, secret, { channelId, use: 'secret' }) }),
    now,
  })
  if (outcome.accepted) return { ok: true, response: outcome.response }
  return { ok: false, kind: outcome.kind === 'gone' ? 'refused' : outcome.kind, response: outcome.response }
}
