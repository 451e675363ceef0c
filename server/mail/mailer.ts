// Sends one mail, by SMTP or by Microsoft Graph as the configuration says. Opened once by main.ts; entered by features' jobs and actions.
import type { Config } from '../base/config.ts'
import { type MailOutcome, ownHeader, type SendMail } from './mail.ts'
import { createSmtp } from './smtp.ts'

export type Mailer = {
  via: 'smtp' | 'graph'
  /** Whether there is a way for mail at all. */
  configured: boolean
  /** Never throws for what the server says. Ends within two minutes. */
  send: SendMail
  /** The Message-ID of what has this ID of ours: always the same for the same. */
  messageIdOf(id: string): string
  /** The ID of ours behind a Message-ID that came back; null where it is none of ours. */
  idOf(messageId: string): string | null
  close(): void
}

/** `graph` performs the sending through Microsoft, which this folder does not know. */
export function createMailer(config: Config, graph: SendMail): Mailer {
  const domain = domainOf(config)
  const ourId = new RegExp(`^<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@${domain.replaceAll('.', '\\.')}>$`)
  const common = {
    messageIdOf: (id: string) => `<${id}@${domain}>`,
    idOf: (messageId: string) => ourId.exec(messageId)?.[1] ?? null,
  }
  if (config.MAIL_VIA === 'graph') return { ...common, via: 'graph', configured: true, send: marked(graph), close: () => {} }
  const smtp = config.SMTP_URL ? createSmtp(config.SMTP_URL, config.MAIL_FROM) : null
  const notConfigured: MailOutcome = { accepted: false, kind: 'temporary', response: 'No mail server is configured (SMTP_URL).' }
  return {
    ...common,
    via: 'smtp',
    configured: smtp !== null,
    send: smtp ? marked(smtp.send) : async () => notConfigured,
    close: () => smtp?.close(),
  }
}

const marked =
  (send: SendMail): SendMail =>
  (mail) =>
    send({ ...mail, headers: { ...mail.headers, [ownHeader]: mail.messageId } })

/** Of the sender's address, so that the Message-ID is one of its own domain; of the product's own host where there is none. */
function domainOf({ MAIL_FROM: from, TENANTRY_BASE_URL: url }: Config): string {
  return /@([A-Za-z0-9.-]+)>?\s*$/.exec(from)?.[1] ?? new URL(url).hostname
}
