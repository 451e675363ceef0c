// What a mail is, and how its sending can end. Entered by mailer.ts and smtp.ts.

export type Attachment = { fileName: string; contentType: string; content: string }

export type Mail = {
  /** In whose name: Graph sends from the mailbox of this partner's integration account. */
  partnerId: string
  /** One address. */
  to: string
  subject: string
  text: string
  html: string
  /** With its angle brackets, made by messageIdOf: a repeated sending carries the same. */
  messageId: string
  /** The mail it follows, and all of the thread, oldest first. */
  inReplyTo?: string
  references?: readonly string[]
  /** Further headers; through Graph only those that begin with X-. */
  headers?: Readonly<Record<string, string>>
  attachments?: readonly Attachment[]
}

/** Carries the Message-ID too: Exchange may replace that one on a mail's way, and sends back what it has then. */
export const ownHeader = 'X-Tenantry-Message-ID'

/**
 * - `temporary`: the server is out of reach, asks to come again or takes nothing from us as things stand (sign-in, relaying, reputation,
 *   policy); the same mail may be accepted later.
 * - `permanent`: the server will never accept this mail (too large, its content); others to the same address may pass.
 * - `refused-address`: there is no such mailbox, or it is closed.
 */
export type MailFailureKind = 'temporary' | 'permanent' | 'refused-address'
export type MailOutcome =
  /** `response`: the server's own words, at most 500 characters. */
  { accepted: true; response: string } | { accepted: false; kind: MailFailureKind; response: string }

export type SendMail = (mail: Mail) => Promise<MailOutcome>
