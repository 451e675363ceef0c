// Rules and addresses of people who want to be told. Entered by tests of notices and by the bench of service health.
import type { RuleSettings } from '../../contract/notifications.ts'
import type { Person } from './api.ts'
import type { MailServer } from './mail-server.ts'

/** Tells these channels of every new incident, in English and at once, where `part` says nothing else. */
export const ruleFor = (channelIds: string[], part: Partial<RuleSettings> = {}): RuleSettings => ({
  name: 'Mine',
  enabled: true,
  channelIds,
  kinds: ['incident'],
  moments: ['opened'],
  services: [],
  customers: {},
  atLeast: 1,
  language: 'en-GB',
  timeZone: 'UTC',
  quietHours: null,
  escalation: { interruption: true, customersAbove: null },
  delivery: { how: 'immediately' },
  ...part,
})

/** Gives a person a rule of its own. */
export async function addRule(person: Person, settings: RuleSettings): Promise<void> {
  const answer = await person.call('POST', '/api/notifications/own/rules', settings)
  if (answer.statusCode !== 200) throw new Error(`The rule was refused: ${answer.body}`)
}

/** Gives a person an address, and verifies it by the code that was mailed to it. Returns the ID of the channel; that mail is forgotten. */
export async function verifiedAddress(person: Person, server: MailServer, address: string): Promise<string> {
  const added = await person.call('POST', '/api/notifications/own/channels', { address })
  const { channelId } = added.json() as { channelId: string }
  const code = server.taken.pop()?.subject?.slice(0, 6)
  const verified = await person.call('POST', `/api/notifications/own/channels/${channelId}/verify`, { code })
  if (verified.statusCode !== 200) throw new Error(`The code was refused: ${verified.body}`)
  return channelId
}
