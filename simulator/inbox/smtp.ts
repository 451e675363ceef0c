// Keeps the last messages that arrived, by SMTP on loopback or through Graph's sendMail, so that they can be read. Entered by simulator.ts.
import type { AddressInfo } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { ACCOUNTS } from '../world/accounts.ts'
import type { AttachedFile, Inbox, InboxMessage, Mail } from './inbox.ts'
import { mimeOf } from './mime.ts'
import { nonDeliveryReport } from './non-delivery.ts'

const MOST = 1_000
const MOST_BYTES = 10 * 1_048_576
/** Of all attachments together; beyond it those of the oldest messages go. */
const MOST_ATTACHED_BYTES = 64 * 1_048_576

export async function startInbox(port: number): Promise<Inbox> {
  const refusals = new Map<string, number>()
  const store = createStore()
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
      parsed(stream).then(({ mime, mail }) => {
        if (stream.sizeExceeded) return done(Object.assign(new Error('Message too large'), { responseCode: 552 }))
        store.take({
          from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
          to: session.envelope.rcptTo.map((one) => one.address),
          subject: mail.subject ?? '',
          text: mail.text ?? '',
          html: mail.html || '',
          headers: Object.fromEntries(mail.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(':') + 1).trim()])),
          mime,
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
    ...store,
    port: (server.server.address() as AddressInfo).port,
    refusals,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function createStore(): Omit<Inbox, 'port' | 'refusals' | 'stop'> {
  const messages: InboxMessage[] = []
  const bounces = new Set<string>()
  const files = keptFiles()
  const sources = keptFiles()
  let last = 0
  const deliver = ({ files: attached, mime, ...mail }: Mail): void => {
    last++
    const attachments = attached.map(({ name, contentType, content }) => ({ name, contentType, size: content.length }))
    messages.push({ id: last, receivedAt: new Date().toISOString(), ...mail, attachments })
    files.keep(last, attached)
    // Only a mailbox that somebody reads through Graph is asked for it.
    if (mime && mail.to.some(isMailbox)) sources.keep(last, [{ name: '', contentType: 'message/rfc822', content: mime }])
    const gone = messages.length > MOST ? messages.shift() : undefined
    if (!gone) return
    files.drop(gone.id)
    sources.drop(gone.id)
  }
  const take: Inbox['take'] = (mail) => {
    const [back, to] = split(mail.to, (address) => bounces.has(address.toLowerCase()))
    if (to.length > 0) deliver({ ...mail, to })
    // Nothing goes back to nobody, or one report would answer another for ever.
    for (const recipient of mail.from ? back : []) {
      const { mime, ...report } = nonDeliveryReport({ ...mail, to: mail.from, recipient }, new Date())
      deliver({ ...report, to: [mail.from], html: '', files: [], mime: Buffer.from(mime) })
    }
  }
  const mime: Inbox['mimeOf'] = (message) => {
    const attached = message.attachments.flatMap((_, nth) => files.of(message.id, nth) ?? [])
    return sources.of(message.id, 0)?.content ?? mimeOf(message, attached)
  }
  const clear = () => {
    messages.splice(0)
    files.clear()
    sources.clear()
  }
  return { messages, bounces, take, fileOf: files.of, mimeOf: mime, clear }
}

const isMailbox = (address: string): boolean => ACCOUNTS.some(({ username }) => username.toLowerCase() === address.toLowerCase())

const split = <One>(all: readonly One[], isFirst: (one: One) => boolean): [One[], One[]] => [
  all.filter(isFirst),
  all.filter((one) => !isFirst(one)),
]

async function parsed(stream: AsyncIterable<Buffer>) {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part)
  const mime = Buffer.concat(parts)
  return { mime, mail: await simpleParser(mime) }
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
