// The ledger of notices (B4): for each change and recipient what became of it, and the answer to "why did I get no mail?".
import { z } from 'zod'
import { channelKinds, NoticeKind, ruleMoments } from './notifications.ts'
import { route } from './route.ts'
import { overReasons } from './service-health.ts'

const Instant = z.iso.datetime()

export const noticeStates = ['waiting', 'held', 'failed', 'sent', 'suppressed', 'givenUp', 'returned'] as const
export const NoticeState = z.enum(noticeStates)
export type NoticeState = z.infer<typeof NoticeState>

/** Why an entry is not, or not yet, sent. */
export const noticeReasons = [
  /** waiting: the other customers are still being asked whether it hits them. */
  'extentUnknown',
  /** waiting: it is its turn. */
  'due',
  /** held */
  'quietHours',
  'digest',
  /** suppressed: by the rule */
  'kindNotChosen',
  'momentNotChosen',
  'serviceNotChosen',
  'customersNotChosen',
  'nobodyAffectedNow',
  'tooFewCustomers',
  'ruleOff',
  'ruleRemoved',
  /** suppressed: otherwise */
  'neverTold',
  'accessLost',
  'nothingNew',
  'toldByOtherRule',
  'foldedIntoNewer',
  'channelUnverified',
  'channelPaused',
  'channelRemoved',
  /** failed: tried again */
  'temporary',
  /** given up */
  'refusedAddress',
  'permanent',
  'triesUsedUp',
  /** returned: a server took it and later sent it back, as the address takes no mail, or for another reason */
  'returnedAddress',
  'returnedMail',
] as const
export const NoticeReason = z.enum(noticeReasons)
export type NoticeReason = z.infer<typeof NoticeReason>

export const noticeMoments = [...ruleMoments, 'digest', 'test'] as const

const Ending = z.enum(overReasons).nullable().describe('Of a resolved one, why it was told to be over')

export const LedgerEntry = z.object({
  entryId: z.guid(),
  at: Instant.describe('When the change happened'),
  kind: NoticeKind.nullable().describe('Null for a digest or a test'),
  moment: z.enum(noticeMoments),
  ending: Ending,
  issueId: z.string().nullable(),
  title: z.string().nullable().describe("Microsoft's own title of the issue"),
  service: z.string().nullable(),
  rule: z.object({ ruleId: z.guid(), name: z.string() }).nullable(),
  channel: z.object({ channelId: z.guid(), kind: z.enum(channelKinds), target: z.string() }),
  person: z.object({ userId: z.guid(), name: z.string() }).nullable().describe('Whose address it is; null for the partner'),
  state: NoticeState,
  reason: NoticeReason.nullable(),
  affected: z.number().int().nullable().describe('Customers of the choice that it hits, or of a resolved one hit, as told'),
  tries: z.number().int(),
  nextAt: Instant.nullable().describe('When it is sent, tried again or looked at again; null when it is over'),
  sentAt: Instant.nullable(),
  returnedAt: Instant.nullable().describe('When a report told that it came back'),
  response: z.string().nullable().describe("The receiving server's last answer"),
})
export type LedgerEntry = z.infer<typeof LedgerEntry>

export const NoticeLedger = z.object({ entries: z.array(LedgerEntry), total: z.number().int(), offset: z.number().int() })
export type NoticeLedger = z.infer<typeof NoticeLedger>

const Window = z.object({
  search: z
    .string()
    .max(200)
    .default('')
    .describe('Part of an issue ID, a title, an address or the name of a rule or person; blind to case and accents'),
  state: NoticeState.optional(),
  issueId: z.string().max(100).toUpperCase().optional(),
  channelId: z.guid().optional(),
  userId: z.guid().toLowerCase().optional().describe('Whose addresses'),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type LedgerWindow = z.infer<typeof Window>

export const readOwnLedger = route({
  method: 'GET',
  path: '/api/notifications/own/ledger',
  access: 'notifications.own',
  query: Window,
  response: NoticeLedger,
  summary: "What became of each change for the caller's addresses, newest first, with the exact total.",
})
export const readPartnerLedger = route({
  method: 'GET',
  path: '/api/notifications/partner/ledger',
  access: 'notifications.partner',
  query: Window,
  response: NoticeLedger,
  summary: 'What became of each change for every recipient of the partner, newest first, with the exact total.',
})

/** Each try of one entry. */
export const NoticeAttempt = z.object({ at: Instant, ok: z.boolean(), response: z.string() })
export const readAttempts = route({
  method: 'GET',
  path: '/api/notifications/ledger/:entryId/attempts',
  access: 'notifications.own',
  params: z.object({ entryId: z.guid().transform((id) => id.toLowerCase()) }),
  response: z.object({ attempts: z.array(NoticeAttempt) }),
  summary: 'Every try of one entry, oldest first: of the caller, or of anyone for who holds notifications.partner.',
})

/** What mends it: each is one thing to do, or nothing. */
export const mends = [
  'addAddress',
  'verifyAddress',
  'resumeAddress',
  'addRule',
  'turnRuleOn',
  'changeRule',
  'checkMailServer',
  'wait',
  'nothing',
] as const

export const whyReasons = [
  ...noticeReasons,
  'noAddress',
  'addressUnverified',
  'addressPaused',
  'noRule',
  'ruleIsNewer',
  'ruleChangedSince',
  'olderThanKept',
  'overWhenFound',
  'notYetLooked',
  'issueUnknown',
  'issueHitsNobody',
  'mailNotConfigured',
  'sent',
] as const

export const WhyAnswer = z.object({
  reason: z.enum(whyReasons),
  mend: z.enum(mends),
  rule: z.object({ ruleId: z.guid(), name: z.string() }).nullable(),
  channel: z.object({ channelId: z.guid(), target: z.string() }).nullable(),
  moment: z.enum(noticeMoments).nullable(),
  ending: Ending,
  at: Instant.nullable().describe('When it happened, was sent, or will be looked at again'),
  response: z.string().nullable(),
})
export type WhyAnswer = z.infer<typeof WhyAnswer>
export const WhyNoMail = z.object({
  issueId: z.string(),
  title: z.string().nullable(),
  person: z.object({ userId: z.guid(), name: z.string() }),
  sent: z.number().int().describe('How many notices of this issue did reach the mail server'),
  answers: z.array(WhyAnswer),
})
export type WhyNoMail = z.infer<typeof WhyNoMail>

const IssueId = z.string().trim().min(1).max(100).toUpperCase()
export const explainOwnSilence = route({
  method: 'GET',
  path: '/api/notifications/own/why',
  access: 'notifications.own',
  query: z.object({ issueId: IssueId }),
  response: WhyNoMail,
  summary: 'Why the caller got no mail about an issue: every reason, each with what mends it.',
})
export const explainSilence = route({
  method: 'GET',
  path: '/api/notifications/partner/why',
  access: 'notifications.partner',
  query: z.object({ issueId: IssueId, userId: z.guid().transform((id) => id.toLowerCase()) }),
  response: WhyNoMail,
  summary: 'The same for another person of the partner.',
})
export const listPeople = route({
  method: 'GET',
  path: '/api/notifications/partner/people',
  access: 'notifications.partner',
  response: z.object({ people: z.array(z.object({ userId: z.guid(), name: z.string() })) }),
  summary: 'The people of the partner who have signed in, by name: whose silence can be explained.',
})
