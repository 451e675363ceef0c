// What became of the messages that were to arrive: which never came, and which came twice. Entered by kills.bench.ts.
import { setTimeout as wait } from 'node:timers/promises'
import type { Mail, Mailbox } from './mailbox.ts'

export type Told = {
  /** Messages that must have come. */
  wanted: number
  missing: string[]
  twice: { mail: Mail; before: Mail }[]
  /** Mails come again because of one kill: the first after the mail had come before that. */
  mostTwiceForAKill: number
}

type Wanted = {
  /** Addresses with one message each. */
  once: readonly string[]
  /** Addresses with one message for every incident. */
  duty: readonly string[]
  issueIds: readonly string[]
}

/** Waits for what is missing. */
export async function tellings(mailbox: Mailbox, wanted: Wanted, kills: readonly { at: number }[], longestMs: number): Promise<Told> {
  let missing = missingOf(mailbox, wanted)
  for (const deadline = Date.now() + longestMs; missing.length > 0 && Date.now() < deadline; await wait(1000))
    missing = missingOf(mailbox, wanted)
  // One that comes twice may still be on its way.
  await wait(10_000)
  const twice = twiceIn(mailbox.mails)
  const reasons = twice.map(({ before }) => kills.find(({ at }) => at >= before.at - leewayMs)?.at ?? 0)
  return {
    wanted: wanted.once.length + wanted.duty.length * wanted.issueIds.length,
    missing,
    twice,
    mostTwiceForAKill: Math.max(0, ...reasons.map((reason) => reasons.filter((one) => one === reason).length)),
  }
}

/** A mail is noted once it has been parsed, a little after it was taken. */
const leewayMs = 100

function missingOf({ mails }: Mailbox, { once, duty, issueIds }: Wanted): string[] {
  const reached = new Set(mails.map(({ to }) => to))
  const has = (address: string, issueId: string) => mails.some(({ to, subject }) => to === address && subject.includes(issueId))
  return [
    ...once.filter((address) => !reached.has(address)),
    ...duty.flatMap((address) => issueIds.filter((issueId) => !has(address, issueId)).map((issueId) => `${address} ${issueId}`)),
  ]
}

/** One intention has one Message-ID. */
function twiceIn(mails: readonly Mail[]): Told['twice'] {
  const last = new Map<string, Mail>()
  return mails.flatMap((mail) => {
    const before = last.get(`${mail.to} ${mail.messageId}`)
    last.set(`${mail.to} ${mail.messageId}`, mail)
    return before ? [{ mail, before }] : []
  })
}
