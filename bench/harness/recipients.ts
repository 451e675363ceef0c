// People who want to be told: shared mailboxes of the simulated inbox with verified addresses, one rule for all of them, and the mail
// that reached them. Entered by the bench of service health.
import { setTimeout as wait } from 'node:timers/promises'
import type { Channel } from '../../contract/notifications.ts'
import { ruleFor } from '../../tests/support/notice-rules.ts'
import type { TestCloud } from './child.ts'
import type { Person } from './person.ts'

type Mail = { subject: string }
/** The mail that was accepted for an address. */
type Inbox = (address: string) => Promise<Mail[]>

/** Adds that many addresses, types in the codes they were sent, and a rule that tells them of every incident at once. */
export async function addRecipients(person: Pick<Person, 'call'>, inboxOf: Inbox, count: number): Promise<string[]> {
  const addresses = Array.from({ length: count }, (_, index) => `duty-${index + 1}@bench.example`)
  const channelIds: string[] = []
  for (const address of addresses) {
    const body = { kind: 'mail', address }
    const { channel } = await person.call<{ channel: Channel }>('/api/notifications/partner/channels', 'POST', body)
    const { subject } = await mailTo(inboxOf, address, /^\d{6}\b/, 60_000)
    const code = subject.slice(0, 6)
    await person.call(`/api/notifications/partner/channels/${channel.channelId}/verify`, 'POST', { code })
    channelIds.push(channel.channelId)
  }
  await person.call('/api/notifications/partner/rules', 'POST', ruleFor(channelIds))
  return addresses
}

/** Returns when every one of them has mail about this incident that the mail server took: how many each has by then. */
export async function untilAllAreTold(
  cloud: TestCloud,
  addresses: readonly string[],
  issueId: string,
  longestMs: number,
): Promise<number[]> {
  const deadline = Date.now() + longestMs
  const inboxOf = simulatedInbox(cloud)
  for (const address of addresses) await mailTo(inboxOf, address, new RegExp(issueId), deadline - Date.now())
  return await Promise.all(
    addresses.map(async (address) => (await inboxOf(address)).filter(({ subject }) => subject.includes(issueId)).length),
  )
}

async function mailTo(inboxOf: Inbox, address: string, holding: RegExp, longestMs: number): Promise<Mail> {
  for (const deadline = Date.now() + longestMs; Date.now() < deadline; await wait(250)) {
    const found = (await inboxOf(address)).find(({ subject }) => holding.test(subject))
    if (found) return found
  }
  throw new Error(`No mail with ${holding.source} reached ${address} in time`)
}

/** Of the simulated cloud. */
export const simulatedInbox =
  ({ origin }: TestCloud): Inbox =>
  async (address) => {
    const answer = await fetch(`${origin}/control/inbox?to=${encodeURIComponent(address)}`)
    if (!answer.ok) throw new Error(`The simulated inbox answered ${answer.status}`)
    return (await answer.json()) as Mail[]
  }
