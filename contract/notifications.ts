// Notifications: where notices go (channels), what is told (rules), and the test of both. A person's own, and those of the whole partner.
import { z } from 'zod'
import { CustomerChoice } from './customer-choice.ts'
import type { Permission } from './permissions.ts'
import { route } from './route.ts'

const Instant = z.iso.datetime()
const Id = z.guid().toLowerCase()

/** Whose: the caller's own, or the partner's for shared mailboxes, Teams and webhooks. */
export const noticeOwners = ['own', 'partner'] as const
export type NoticeOwner = (typeof noticeOwners)[number]
const rights = { own: 'notifications.own', partner: 'notifications.partner' } as const satisfies Record<NoticeOwner, Permission>

export const channelKinds = ['mail', 'teams', 'webhook'] as const
export type ChannelKind = (typeof channelKinds)[number]

export const Channel = z.object({
  channelId: z.guid(),
  kind: z.enum(channelKinds),
  name: z.string().describe('As its owner calls it; of an address the address itself'),
  target: z.string().describe('The address; of Teams and webhooks the host alone, as the rest of the address opens it'),
  state: z.enum(['unverified', 'active', 'paused']).describe('Only an active one is sent to'),
  codeSentAt: Instant.nullable().describe('When a code was last mailed to an address that is not verified'),
  pausedAt: Instant.nullable(),
  pausedReason: z.string().nullable().describe("The receiving server's own words"),
  createdAt: Instant,
  lastSentAt: Instant.nullable(),
})
export type Channel = z.infer<typeof Channel>

/** `delegation-ending` and `subscription-ending` may be chosen already; nothing announces them yet, so they match nothing. */
export const noticeKinds = ['incident', 'advisory', 'delegation-ending', 'subscription-ending'] as const
export const NoticeKind = z.enum(noticeKinds)
export type NoticeKind = z.infer<typeof NoticeKind>

export const ruleMoments = ['opened', 'updated', 'resolved'] as const
export type RuleMoment = (typeof ruleMoments)[number]

export const noticeLanguages = ['en-US', 'en-GB', 'fr-FR', 'fr-CA'] as const
export type NoticeLanguage = (typeof noticeLanguages)[number]

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM')
const Hour = z.number().int().min(0).max(23)
const TimeZone = z.string().max(64).refine(isTimeZone, 'is no IANA time zone')

function isTimeZone(text: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: text }))
  } catch {
    return false
  }
}

export const Delivery = z.discriminatedUnion('how', [
  z.object({ how: z.literal('immediately') }),
  z.object({ how: z.literal('daily'), hour: Hour }),
  z.object({ how: z.literal('weekly'), hour: Hour, weekday: z.number().int().min(1).max(7).describe('1 is Monday') }),
])
export type Delivery = z.infer<typeof Delivery>

export const RuleSettings = z.object({
  name: z.string().trim().min(1).max(100),
  enabled: z.boolean(),
  channelIds: z.array(Id).min(1).max(10),
  kinds: z.array(NoticeKind).min(1).max(noticeKinds.length),
  moments: z.array(z.enum(ruleMoments)).min(1).max(ruleMoments.length),
  services: z.array(z.string().min(1).max(200)).max(200).describe("Microsoft's names of services; empty for all"),
  customers: CustomerChoice.describe('Empty for all'),
  atLeast: z.number().int().min(1).max(1_000_000).describe('Customers of the choice that must be affected'),
  language: z.enum(noticeLanguages),
  timeZone: TimeZone.describe('IANA; of the dates in notices, the quiet hours and the digest'),
  quietHours: z.object({ from: ClockTime, to: ClockTime }).nullable().describe('Held until they end; they may span midnight'),
  escalation: z
    .object({ interruption: z.boolean(), customersAbove: z.number().int().min(0).max(1_000_000).nullable() })
    .describe('What goes through in quiet hours: an incident with an interruption, or more than so many customers'),
  delivery: Delivery,
})
export type RuleSettings = z.infer<typeof RuleSettings>

export const Rule = RuleSettings.extend({ ruleId: z.guid(), createdAt: Instant, changedAt: Instant })
export type Rule = z.infer<typeof Rule>

export const Notifications = z.object({
  channels: z.array(Channel),
  rules: z.array(Rule),
  services: z.array(z.string()).describe('Services whose issues have been seen, to choose from'),
  mail: z.object({
    configured: z.boolean(),
    via: z.enum(['smtp', 'graph']),
    readsReturned: z.boolean().describe('A mail that comes back later pauses its address too'),
  }),
})
export type Notifications = z.infer<typeof Notifications>

const Channels = z.object({ channelId: Id })
const Rules = z.object({ ruleId: Id })
const Address = z
  .email()
  .max(254)
  .transform((address) => address.trim())
const HttpsUrl = z.url({ protocol: /^https?$/ }).max(2_000)

const list = <const O extends NoticeOwner>(owner: O) =>
  route({
    method: 'GET',
    path: `/api/notifications/${owner}`,
    access: rights[owner],
    response: Notifications,
    summary: 'The channels and rules, and what there is to choose from. delegation-ending and subscription-ending match nothing yet.',
  })
const removeChannelOf = <const O extends NoticeOwner>(owner: O) =>
  route({
    method: 'DELETE',
    path: `/api/notifications/${owner}/channels/:channelId`,
    access: rights[owner],
    params: Channels,
    response: null,
    summary: 'Removes a channel, also from the rules that name it; a rule without any channel is removed with it. Answers 204.',
  })
const sendCodeOf = <const O extends NoticeOwner>(owner: O) =>
  route({
    method: 'POST',
    path: `/api/notifications/${owner}/channels/:channelId/code`,
    access: rights[owner],
    params: Channels,
    response: Channel,
    perMinute: 30,
    summary: 'Mails a new 6-digit code to an address that is not verified, or is paused. At most five an hour for one address.',
  })
const verifyOf = <const O extends NoticeOwner>(owner: O) =>
  route({
    method: 'POST',
    path: `/api/notifications/${owner}/channels/:channelId/verify`,
    access: rights[owner],
    params: Channels,
    body: z.object({ code: z.string().regex(/^\d{6}$/) }),
    response: Channel,
    perMinute: 60,
    summary: 'Verifies an address by its code, which holds for 30 minutes and five tries. Also resumes a paused address.',
  })

export const TestOutcome = z.object({
  channelId: z.guid(),
  target: z.string(),
  ok: z.boolean(),
  response: z.string().describe("The receiving server's answer, or why there is none"),
})
export const TestOutcomes = z.object({ outcomes: z.array(TestOutcome) })
export type TestOutcome = z.infer<typeof TestOutcome>

const testChannelOf = <const O extends NoticeOwner>(owner: O) =>
  route({
    method: 'POST',
    path: `/api/notifications/${owner}/channels/:channelId/test`,
    access: rights[owner],
    params: Channels,
    response: TestOutcomes,
    perMinute: 10,
    summary: 'Sends a notice marked as a test now and answers what the receiving server said. A paused Teams or webhook channel resumes.',
  })
const addRuleTo = <const O extends NoticeOwner>(owner: O) =>
  route({
    method: 'POST',
    path: `/api/notifications/${owner}/rules`,
    access: rights[owner],
    body: RuleSettings,
    response: Rule,
    summary: 'Adds a rule, for changes from now on. delegation-ending and subscription-ending match nothing yet.',
  })
const changeRuleOf = <const O extends NoticeOwner>(owner: O) =>
  route({
    method: 'PUT',
    path: `/api/notifications/${owner}/rules/:ruleId`,
    access: rights[owner],
    params: Rules,
    body: RuleSettings,
    response: Rule,
    summary: 'Changes a rule; what already waits is judged by it when it is due.',
  })
const removeRuleOf = <const O extends NoticeOwner>(owner: O) =>
  route({
    method: 'DELETE',
    path: `/api/notifications/${owner}/rules/:ruleId`,
    access: rights[owner],
    params: Rules,
    response: null,
    summary: 'Removes a rule; what it still holds is not sent. Answers 204.',
  })
const testRuleOf = <const O extends NoticeOwner>(owner: O) =>
  route({
    method: 'POST',
    path: `/api/notifications/${owner}/rules/:ruleId/test`,
    access: rights[owner],
    params: Rules,
    response: TestOutcomes,
    perMinute: 10,
    summary: 'Sends a notice marked as a test through every channel of the rule now, in its language.',
  })

export const listOwnNotifications = list('own')
export const listPartnerNotifications = list('partner')
export const addOwnAddress = route({
  method: 'POST',
  path: '/api/notifications/own/channels',
  access: rights.own,
  body: z.object({ address: Address }),
  response: Channel,
  perMinute: 30,
  summary: 'Adds an address of the caller and mails a 6-digit code to it. At most ten addresses a person.',
})
export const ChannelAdded = z.object({
  channel: Channel,
  secret: z.string().nullable().describe('What a webhook is signed with (whsec_…): shown this once'),
})
export const addPartnerChannel = route({
  method: 'POST',
  path: '/api/notifications/partner/channels',
  access: rights.partner,
  body: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('mail'), address: Address }),
    z.object({ kind: z.literal('teams'), name: z.string().trim().min(1).max(100), url: HttpsUrl }),
    z.object({ kind: z.literal('webhook'), name: z.string().trim().min(1).max(100), url: HttpsUrl }),
  ]),
  response: ChannelAdded,
  perMinute: 20,
  summary: 'Adds a shared mailbox (a code is mailed to it), a Teams incoming webhook or a signed webhook. At most 100 a partner.',
})
export const renewWebhookSecret = route({
  method: 'POST',
  path: '/api/notifications/partner/channels/:channelId/secret',
  access: rights.partner,
  params: Channels,
  response: ChannelAdded,
  perMinute: 10,
  summary: 'Gives a webhook a new secret, shown this once; the old one signs nothing any more.',
})
export const removeOwnChannel = removeChannelOf('own')
export const removePartnerChannel = removeChannelOf('partner')
export const sendOwnCode = sendCodeOf('own')
export const sendPartnerCode = sendCodeOf('partner')
export const verifyOwnAddress = verifyOf('own')
export const verifyPartnerAddress = verifyOf('partner')
export const testOwnChannel = testChannelOf('own')
export const testPartnerChannel = testChannelOf('partner')
export const addOwnRule = addRuleTo('own')
export const addPartnerRule = addRuleTo('partner')
export const changeOwnRule = changeRuleOf('own')
export const changePartnerRule = changeRuleOf('partner')
export const removeOwnRule = removeRuleOf('own')
export const removePartnerRule = removeRuleOf('partner')
export const testOwnRule = testRuleOf('own')
export const testPartnerRule = testRuleOf('partner')
