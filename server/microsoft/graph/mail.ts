// Mail sent from a mailbox of the partner's tenant: the integration account's or a named user's.
// https://learn.microsoft.com/graph/api/user-sendmail

import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { operation } from '../operation.ts'
import { perform } from '../perform.ts'
import { sending } from '../sent-body.ts'
import type { Source } from '../source.ts'
import { nothing } from './entity.ts'

/** What one request may carry, written in base 64; larger files need an upload of their own. */
const largestAttachment = 3 * 1024 * 1024

const Recipient = sending({
  emailAddress: sending({ address: z.string().min(3).max(320), name: z.string().max(500).optional() }),
})
const Recipients = z.array(Recipient).max(500)
const Attachment = sending({
  '@odata.type': z.string().regex(/^#?microsoft\.graph\.\w+Attachment$/i, 'is no attachment'),
  name: z.string().min(1).max(255).optional(),
  contentType: z.string().max(200).optional(),
  /** Of a file; a message or an event is attached as `item`. */
  contentBytes: z
    .base64()
    .max(Math.ceil(largestAttachment / 3) * 4)
    .optional(),
  isInline: z.boolean().optional(),
  contentId: z.string().max(200).optional(),
})
const Message = sending({
  subject: z.string().max(255),
  body: sending({ contentType: z.string().regex(/^(text|html)$/i, 'is neither Text nor HTML'), content: z.string() }),
  toRecipients: Recipients.min(1),
  ccRecipients: Recipients.optional(),
  bccRecipients: Recipients.optional(),
  replyTo: Recipients.optional(),
  importance: z
    .string()
    .regex(/^(low|normal|high)$/i, 'is no importance')
    .optional(),
  internetMessageHeaders: z
    .array(sending({ name: z.string().regex(/^x-/i, 'is no header of our own'), value: z.string().max(1000) }))
    .max(5)
    .optional(),
  attachments: z.array(Attachment).max(20).optional(),
  /** What Graph's message has no member for, by its MAPI property. */
  singleValueExtendedProperties: z
    .array(sending({ id: z.string().max(200), value: z.string().max(8_000) }))
    .max(20)
    .optional(),
})

/** Documentation writes the switch as text as well. */
export const MailBody = sending({
  message: Message,
  saveToSentItems: z.union([z.boolean(), z.enum(['true', 'false'])]).optional(),
})

const send = (from: string) =>
  operation({ api: 'graph', method: 'POST', path: `/v1.0/${from}/sendMail`, resource: 'mail', body: MailBody, answer: nothing })

export const sendMyMail = send('me')
export const sendMailOfUser = send('users/{userId}')

export type Mail = {
  to: readonly string[]
  cc?: readonly string[]
  replyTo?: readonly string[]
  subject: string
  html?: string
  text?: string
  attachments?: readonly { name: string; contentType: string; bytes: Uint8Array }[]
  /** Only such as begin with X-. */
  headers?: Readonly<Record<string, string>>
  thread?: MailThread
}

/** Message-IDs with their angle brackets. */
export type MailThread = { messageId: string; inReplyTo?: string | undefined; references?: readonly string[] | undefined }

/**
 * Hands a mail to Microsoft, which accepts it (202) and sends it later. Never repeated by itself, as it would arrive twice. Throws
 * MicrosoftError, `denied` without Mail.Send, `invalid` for what cannot be sent.
 */
export async function sendMail(source: Source, from: 'me' | { userId: string }, mail: Mail, options?: CallOptions): Promise<void> {
  const body = { message: messageOf(mail), saveToSentItems: true }
  if (from === 'me') await perform(source, sendMyMail, { ...options, body })
  else await perform(source, sendMailOfUser, { ...options, parameters: from, body })
}

const recipients = (addresses: readonly string[]) => addresses.map((address) => ({ emailAddress: { address } }))

/** PidTagInternetMessageId, PidTagInReplyToId and PidTagInternetReferences: headers of our own may not be these. */
const threadProperties = ({ messageId, inReplyTo, references = [] }: MailThread) => [
  { id: 'String 0x1035', value: messageId },
  ...(inReplyTo ? [{ id: 'String 0x1042', value: inReplyTo }] : []),
  ...(references.length > 0 ? [{ id: 'String 0x1039', value: references.join(' ') }] : []),
]

const messageOf = ({ to, cc = [], replyTo = [], subject, html, text = '', attachments = [], headers = {}, thread }: Mail) => ({
  subject,
  ...(thread && { singleValueExtendedProperties: threadProperties(thread) }),
  ...(Object.keys(headers).length > 0 && {
    internetMessageHeaders: Object.entries(headers).map(([name, value]) => ({ name, value })),
  }),
  body: html === undefined ? { contentType: 'Text', content: text } : { contentType: 'HTML', content: html },
  toRecipients: recipients(to),
  ...(cc.length > 0 && { ccRecipients: recipients(cc) }),
  ...(replyTo.length > 0 && { replyTo: recipients(replyTo) }),
  ...(attachments.length > 0 && {
    attachments: attachments.map(({ name, contentType, bytes }) => ({
      '@odata.type': '#microsoft.graph.fileAttachment' as const,
      name,
      contentType,
      contentBytes: Buffer.from(bytes).toString('base64'),
    })),
  }),
})
