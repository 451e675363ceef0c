// The report Exchange Online sends to a sender whose mail it had taken and could not deliver (RFC 3464, multipart/report). Pure. Entered by smtp.ts.
// https://learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online
import { randomUUID } from 'node:crypto'

export type Undelivered = {
  /** Whose mailbox the report goes to: the sender of the mail. */
  to: string
  recipient: string
  subject: string
  /** Of the mail that could not be delivered, their names in lower case. */
  headers: Readonly<Record<string, string>>
}

const SERVER = 'PA4PR04MB9876.eurprd04.prod.outlook.com'
const STATUS = '5.1.10'
const DIAGNOSTIC = (recipient: string) =>
  `550 ${STATUS} RESOLVER.ADR.RecipientNotFound; Recipient ${recipient} not found by SMTP address lookup`

export type Report = { from: string; subject: string; text: string; mime: string; headers: Record<string, string> }

export function nonDeliveryReport({ to, recipient, subject, headers }: Undelivered, at: Date): Report {
  const [, domain = 'example'] = to.split('@')
  const from = `postmaster@${domain}`
  const words = [
    `Delivery has failed to these recipients or groups:\r\n\r\n${recipient}`,
    `The email address you entered couldn't be found. Please check the recipient's email address and try to resend the message.`,
    `Diagnostic information for administrators:\r\n\r\nGenerating server: ${SERVER}\r\n\r\n${recipient}\r\nRemote server returned '${DIAGNOSTIC(recipient)}'`,
  ]
  const own = {
    from: `<${from}>`,
    to: `<${to}>`,
    date: at.toUTCString().replace('GMT', '+0000'),
    'message-id': `<${randomUUID()}@${SERVER}>`,
    ...(headers['message-id'] && { 'in-reply-to': headers['message-id'], references: headers['message-id'] }),
    subject: `Undeliverable: ${subject}`,
    'auto-submitted': 'auto-replied',
    'mime-version': '1.0',
  }
  const boundary = randomUUID()
  const mime = [
    ...headerLines({ ...own, 'content-type': `multipart/report; report-type=delivery-status;\r\n\tboundary="${boundary}"` }),
    '',
    ...part(boundary, 'text/plain; charset="utf-8"', words.join('\r\n\r\n')),
    ...part(boundary, 'message/delivery-status', deliveryStatus(recipient, at)),
    ...part(boundary, 'text/rfc822-headers', headerLines({ ...headers, subject }).join('\r\n')),
    `--${boundary}--`,
    '',
  ].join('\r\n')
  return { from, subject: own.subject, text: words.join('\n\n').replaceAll('\r\n', '\n'), mime, headers: own }
}

const deliveryStatus = (recipient: string, at: Date): string =>
  [
    `Reporting-MTA: dns;${SERVER}`,
    `Received-From-MTA: dns;${SERVER}`,
    `Arrival-Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    '',
    `Final-Recipient: rfc822;${recipient}`,
    'Action: failed',
    `Status: ${STATUS}`,
    `Diagnostic-Code: smtp;${DIAGNOSTIC(recipient)}`,
    '',
  ].join('\r\n')

const part = (boundary: string, type: string, content: string): string[] => [`--${boundary}`, `Content-Type: ${type}`, '', content, '']

/** Names as they are written in mail, values beyond ASCII as encoded words. */
export function headerLines(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).map(([name, value]) => {
    const written = name
      .replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
      .replace('Message-Id', 'Message-ID')
      .replace('Mime-', 'MIME-')
    return `${written}: ${/^[\x20-\x7e\r\n\t]*$/.test(value) ? value : `=?utf-8?B?${Buffer.from(value).toString('base64')}?=`}`
  })
}
