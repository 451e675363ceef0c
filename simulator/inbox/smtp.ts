// Keeps the last messages that arrived, by SMTP on loopback or through Graph's sendMail, so that they can be read. Entered by simulator.ts.
import type { AddressInfo } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export type Attachment = { name: string; contentType: string; size: number }
export type AttachedFile = Omit<Attachment, 'size'> & { content: Buffer }

export type InboxMessage = {
  id: number
  receivedAt: string
  from: string
  to: string[]
  subject: string
  text: string
  html: string
  headers: Record<string, string>
  /** What came with it, in its order; the content is read by `fileOf`. */
  attachments: Attachment[]
}

/** As it arrives, with what is attached. */
export type Mail = Omit<InboxMessage, 'id' | 'receivedAt' | 'attachments'> & { files: AttachedFile[] }

export type Inbox = {
  port: number
  messages: InboxMessage[]
  /** Mailboxes that take nothing now, and the SMTP code they say it with. */
  refusals: Map<string, number>
  /** Mail that came another way than by SMTP. */
  deliver(mail: Mail): void
  /** Undefined where there is none, or where it made room for those of later messages. */
  fileOf(id: number, nth: number): AttachedFile | undefined
  clear(): void
  stop(): Promise<void>
}

const MOST = 1_000
const MOST_BYTES = 10 * 1_048_576
/** Of all attachments together; beyond it those of the oldest messages go. */
const MOST_ATTACHED_BYTES = 64 * 1_048_576

export async function startInbox(port: number): Promise<Inbox> {
  const messages: InboxMessage[] = []
  const refusals = new Map<string, number>()
  const files = keptFiles()
  let last = 0
  const deliver: Inbox['deliver'] = ({ files: attached, ...mail }) => {
    last++
    const attachments = attached.map(({ name, contentType, content }) => ({ name, contentType, size: content.length }))
    messages.push({ id: last, receivedAt: new Date().toISOString(), ...mail, attachments })
    files.keep(last, attached)
    const gone = messages.length > MOST ? messages.shift() : undefined
    if (gone) files.drop(gone.id)
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
          files: mail.attachments.map(({ filename, contentType, content }) => ({ name: filename ?? '', contentType, content })),
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
    fileOf: files.of,
    clear: () => {
      messages.splice(0)
      files.clear()
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function keptFiles() {
  const byMessage = new Map<number, AttachedFile[]>()
  let bytes = 0
  const sizeOf = (files: readonly AttachedFile[]) => files.reduce((sum, { content }) => sum + content.length, 0)
  const drop = (id: number) => {
    bytes -= sizeOf(byMessage.get(id) ?? [])
    byMessage.delete(id)
  }
  return {
    keep(id: number, files: AttachedFile[]) {
      if (files.length === 0) return
      byMessage.set(id, files)
      bytes += sizeOf(files)
      for (const oldest of byMessage.keys()) {
        if (bytes <= MOST_ATTACHED_BYTES || oldest === id) break
        drop(oldest)
      }
    },
    of: (id: number, nth: number) => byMessage.get(id)?.[nth],
    drop,
    clear() {
      byMessage.clear()
      bytes = 0
    },
  }
}
