// Mail over SMTP with nodemailer, and what a server's refusal means. Entered by mailer.ts.
import { createTransport } from 'nodemailer'
import type { MailFailureKind, MailOutcome, SendMail } from './mail.ts'

const waitMs = 30_000

/** Connections are kept for a while, as notices come in bursts. A mail is tried once: whether again is decided by who keeps the ledger. */
export function createSmtp(url: string, from: string): { send: SendMail; close(): void } {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 4,
    maxRequeues: 0,
    idleTimeout: 20_000,
    connectionTimeout: waitMs,
    greetingTimeout: waitMs,
    socketTimeout: waitMs,
    dnsTimeout: waitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async ({ to, subject, text, html, messageId, inReplyTo, references, headers, attachments = [] }) => {
      try {
        const { response } = await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          html,
          messageId,
          ...(inReplyTo && { inReplyTo }),
          ...(references && { references: [...references] }),
          ...(headers && { headers: { ...headers } }),
          attachments: attachments.map(({ fileName, contentType, content }) => ({ filename: fileName, contentType, content })),
        })
        return { accepted: true, response: response.slice(0, 500) }
      } catch (error) {
        return failureOf(error as Refusal)
      }
    },
    close: () => transport.close(),
  }
}

type Refusal = Error & { code?: string; command?: string; response?: string; responseCode?: number; permanent?: boolean }

/** Replies by which a server says that the mailbox is not there or takes nothing (RFC 5321 section 4.2.3). */
const mailboxRefused = new Set([550, 551, 553, 556])

export function failureOf(error: Refusal): MailOutcome {
  const response = (error.response ?? error.message).slice(0, 500)
  return { accepted: false, kind: kindOf(error), response }
}

/** A sign-in or a configuration that is wrong today may be mended tomorrow, so only what is about this very mail is final. */
function kindOf({ command, responseCode, permanent }: Refusal): MailFailureKind {
  if (!permanent || responseCode === undefined) return 'temporary'
  const aboutMail = command === 'RCPT TO' || command === 'DATA' || command === 'MAIL FROM'
  if (!aboutMail) return 'temporary'
  if (command !== 'MAIL FROM' && mailboxRefused.has(responseCode)) return 'refused-address'
  return command === 'MAIL FROM' ? 'temporary' : 'permanent'
}
