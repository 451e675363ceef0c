// Keeps the last messages that arrived, by SMTP on loopback or through Graph's sendMail, so that they can be read. Entered by simulator.ts.
import type { AddressInfo } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export type InboxMessage = {
  id: number
  receivedAt: string
  from: string
  to: string[]
  subject: string
  text: string
  html: string
  headers: Record<string, string>
}

export type Inbox = {
  port: number
  messages: InboxMessage[]
  /** Mailboxes that take nothing now, and the SMTP code they say it with. */
  refusals: Map<string, number>
  /** Mail that came another way than by SMTP. */
  deliver(message: Omit<InboxMessage, 'id' | 'receivedAt'>): void
  clear(): void
  stop(): Promise<void>
}

const MOST = 1_000
const MOST_BYTES = 10 * 1_048_576

export async function startInbox(port: number): Promise<Inbox> {
  const messages: InboxMessage[] = []
  const refusals = new Map<string, number>()
  let last = 0
  const deliver: Inbox['deliver'] = (message) => {
    last++
    messages.push({ id: last, receivedAt: new Date().toISOString(), ...message })
    if (messages.length > MOST) messages.shift()
  }
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    size: MOST_BYTES,
    logger: false,
    onAuth: (auth, _, done) => done(null, { user: auth.username ?? 'anyone' }),
    onRcptTo: ({ address }, _, done) => {
      const responseCode = refusals.get(address.toLowerCase())
      done(responseCode ? Object.assign(new Error('This mailbox takes nothing'), { responseCode }) : null)
    },
    onData: (stream, session, done) => {
      simpleParser(stream).then((mail) => {
        if (stream.sizeExceeded) return done(Object.assign(new Error('Message too large'), { responseCode: 552 }))
        deliver({
          from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
          to: session.envelope.rcptTo.map((one) => one.address),
          subject: mail.subject ?? '',
          text: mail.text ?? '',
          html: mail.html || '',
          headers: Object.fromEntries(mail.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(':') + 1).trim()])),
        })
        done()
      }, done)
    },
  })
  server.on('error', (error) => process.stderr.write(`${error.message}\n`))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })
  return {
    port: (server.server.address() as AddressInfo).port,
    messages,
    refusals,
    deliver,
    clear: () => void messages.splice(0),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
