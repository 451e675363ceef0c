// A real mail server on this machine that answers as it is told and keeps what it took. Entered by tests of mail and notices.
import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export type MailServer = {
  url: string
  taken: ParsedMail[]
  /** The code it refuses with, at the recipient or at the message; null accepts. `only` is for one address, `words` stand after the code. */
  refuse: { recipient: number | null; message: number | null; only?: { address: string; code: number } | null; words?: string | null }
  /** Addresses that get no answer: at the recipient, before anything is taken, or at the message, when it has been. */
  silent: { recipient: Set<string>; message: Set<string> }
  /** The addresses that wait for an answer which never comes. */
  waiting: Set<string>
  stop(): Promise<void>
}

export async function startMailServer(): Promise<MailServer> {
  const taken: ParsedMail[] = []
  const refuse: MailServer['refuse'] = { recipient: null, message: null }
  const silent: MailServer['silent'] = { recipient: new Set(), message: new Set() }
  const waiting = new Set<string>()
  const refusal = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code })
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    logger: false,
    onRcptTo: ({ address }, _, done) => {
      if (silent.recipient.has(address)) return void waiting.add(address)
      const code = refuse.only?.address === address ? refuse.only.code : refuse.recipient
      done(code ? refusal(code, refuse.words ?? 'No such mailbox here') : null)
    },
    onData: (stream, { envelope }, done) => {
      const to = envelope.rcptTo[0]?.address ?? ''
      simpleParser(stream).then((mail) => {
        if (refuse.message) return done(refusal(refuse.message, refuse.words ?? 'Not this message'))
        taken.push(mail)
        if (silent.message.has(to)) return void waiting.add(to)
        done()
      }, done)
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    taken,
    refuse,
    silent,
    waiting,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
