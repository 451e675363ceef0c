// A mail server that takes everything and remembers to whom, when and under which Message-ID. Entered by stage.ts.
import type { AddressInfo } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export type Mail = { to: string; subject: string; messageId: string; at: number }
export type Mailbox = { url: string; mails: readonly Mail[]; stop(): Promise<void> }

export async function startMailbox(): Promise<Mailbox> {
  const mails: Mail[] = []
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    logger: false,
    onData: (stream, { envelope }, done) => {
      simpleParser(stream).then(({ subject = '', messageId = '' }) => {
        for (const { address } of envelope.rcptTo) mails.push({ to: address, subject, messageId, at: Date.now() })
        done()
      }, done)
    },
  })
  // A sender that is killed breaks its connection.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
