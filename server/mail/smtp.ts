// Mail over SMTP with nodemailer, and what a server's refusal means. Entered by mailer.ts.
import { createTransport } from 'nodemailer'
import { isAboutMailbox, isAboutUs } from './enhanced-status.ts'
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

export function failureOf(error: Refusal): MailOutcome {
  const response = (error.response ?? error.message).slice(0, 500)
  return { accepted: false, kind: kindOf(error), response }
}

/**
 * A sign-in, a configuration or a reputation that is wrong today may be mended tomorrow, so only what is about this very mail is final.
 * A refused address stays silent until a person verifies it again, so a server must say that it means the address.
 */
function kindOf(refusal: Refusal): MailFailureKind {
  const { command, responseCode, permanent, response = '' } = refusal
  if (!permanent || responseCode === undefined) return 'temporary'
  if (command !== 'RCPT TO' && command !== 'DATA') return 'temporary'
  const enhanced = enhancedCode.exec(response)?.[1]
  if (enhanced && isAboutUs(enhanced)) return 'temporary'
  if (enhanced) return isAboutMailbox(enhanced) ? 'refused-address' : 'permanent'
  if (command === 'DATA') return 'permanent'
  // What an address is called says nothing.
  if (aboutSender.test(response.replaceAll(/\S+@\S+/g, ''))) return 'temporary'
  return mailboxRefused.has(responseCode) ? 'refused-address' : 'permanent'
}

/** Subject and detail of "550 5.1.1 …" (RFC 3463): what a server means, where it says so. */
const enhancedCode = /^\d{3}[ -]5\.(\d{1,3}\.\d{1,3})\b/

/** Replies to a recipient by which a server without enhanced codes says that the mailbox is not there (RFC 5321, RFC 7504). */
const mailboxRefused = new Set([550, 551, 553, 556])

/** The same replies are given to whoever may not relay or is on a list: that is about us, and true of every address. */
const aboutSender = /relay|block|black|spam|polic|reputation|denied|authenti|\b(spf|dkim|dmarc|rbl|dnsbl)\b/i
