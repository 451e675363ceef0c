// Telling affected customers of an incident (B3): whom it hits, a ready message for each in the customer's language, and what was told.
import { z } from 'zod'
import { Body, Message, NoticeKind, NoticeLanguage, Subject } from './notice-templates.ts'
import { route } from './route.ts'
import { IssueId } from './service-health.ts'

const Instant = z.iso.datetime()
const TenantId = z.guid().transform((id) => id.toLowerCase())
const Count = z.number().int()

/** How a customer was told: `mail` is sent by the product, `mailto` was opened in the person's own mail program, `copied` left by the clipboard. */
export const noticeWays = ['mail', 'mailto', 'copied'] as const
export const NoticeWay = z.enum(noticeWays)
export type NoticeWay = z.infer<typeof NoticeWay>

/** `waiting`: to be sent, or to be tried again; `done`: left by the person's own hand. */
export const noticeStates = ['waiting', 'sent', 'failed', 'done'] as const
export const NoticeState = z.enum(noticeStates)
export type NoticeState = z.infer<typeof NoticeState>

/** Why a message was not sent, or came back (`returned`); `said` of the notice holds the mail server's own words where it spoke. */
export const noticeFailures = ['noAddress', 'refusedAddress', 'refused', 'unreachable', 'returned'] as const
export const NoticeFailure = z.enum(noticeFailures)
export type NoticeFailure = z.infer<typeof NoticeFailure>

const Address = z.email().max(254)
const Issue = z.object({ issueId: IssueId })
/** Made by the browser for one intention: the same key again changes nothing. */
const Key = z.guid().transform((id) => id.toLowerCase())

/** What only the person knows: what works meanwhile and when more will be told; where empty, a plain sentence stands there. */
export const NoticeWords = z.object({ meanwhile: z.string().max(1_000).default(''), nextUpdate: z.string().max(300).default('') })
export type NoticeWords = z.infer<typeof NoticeWords>
const WordsByLanguage = z.object({ fr: NoticeWords, en: NoticeWords })

export const extents = ['now', 'ever'] as const
export const TellOverview = z.object({
  issueId: z.string(),
  service: z.string(),
  title: z.string(),
  classification: z.string(),
  status: z.string(),
  resolved: z.boolean(),
  startsAt: Instant.nullable(),
  endsAt: Instant.nullable(),
  extent: z.enum(extents).describe('`now`: whom it hits; `ever`: it hits nobody any more, so whom it hit'),
  affected: Count,
  flagged: Count,
  withoutAddress: Count.describe('Customers no address is known of, or only such as were refused'),
  told: Count.describe('Customers with a message that was sent, opened or copied'),
  kind: NoticeKind.describe('What there is to be told now'),
  nextUpdateAt: Instant.nullable().describe("When Microsoft's last post says the next one comes"),
  language: NoticeLanguage.describe("The partner's default"),
})
export type TellOverview = z.infer<typeof TellOverview>
export const readTellOverview = route({
  method: 'GET',
  path: '/api/customer-notices/issues/:issueId',
  access: 'customers.read',
  params: Issue,
  response: TellOverview,
  summary: 'One incident as it concerns telling customers: how many it hits, how many were told, what is to be told now.',
})

export const LastTold = z.object({ at: Instant, way: NoticeWay, kind: NoticeKind, state: NoticeState })
export const AffectedCustomer = z.object({
  tenantId: z.guid(),
  name: z.string(),
  domain: z.string().nullable(),
  country: z.string().nullable(),
  flagged: z.boolean(),
  since: Instant,
  until: Instant.nullable(),
  language: NoticeLanguage,
  languageFrom: z
    .enum(['customer', 'country', 'default'])
    .describe("Its billing profile's language, its country, or the partner's default"),
  address: z.string().nullable().describe('Where a message goes; null where none is known, or all were refused'),
  addressFrom: z.enum(['details', 'typed']).nullable(),
  refused: z
    .object({ address: z.string(), at: Instant })
    .nullable()
    .describe('An address that would have served, but was refused by the mail server last: it is left out until a mail arrives there'),
  told: LastTold.nullable(),
})
export type AffectedCustomer = z.infer<typeof AffectedCustomer>
export const listAffectedCustomers = route({
  method: 'GET',
  path: '/api/customer-notices/issues/:issueId/customers',
  access: 'customers.tell',
  params: Issue,
  query: z.object({
    search: z.string().max(200).default('').describe('Beginning of a name or a domain'),
    only: z.enum(['all', 'flagged', 'notTold', 'withoutAddress']).default('all'),
    offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  response: z.object({ rows: z.array(AffectedCustomer), total: Count, offset: Count }),
  summary: 'The customers an incident hits, flagged ones first, each with language, address and what it was told.',
})

export const prepareMessage = route({
  method: 'POST',
  path: '/api/customer-notices/issues/:issueId/message',
  access: 'customers.tell',
  params: Issue,
  body: z.object({ tenantId: TenantId, kind: NoticeKind, language: NoticeLanguage, words: NoticeWords }),
  response: Message,
  summary: 'The message for one customer, as it would be sent.',
})

export const Notice = z.object({
  noticeId: z.guid(),
  issueId: z.string(),
  tenantId: z.guid(),
  customer: z.string(),
  kind: NoticeKind,
  way: NoticeWay,
  state: NoticeState,
  language: NoticeLanguage,
  address: z.string().nullable(),
  subject: z.string(),
  body: z.string(),
  by: z.string().describe('Name of the person'),
  at: Instant,
  settledAt: Instant.nullable(),
  failure: NoticeFailure.nullable(),
  said: z.string().nullable().describe("The mail server's own words"),
})
export type Notice = z.infer<typeof Notice>

export const Progress = z.object({
  key: z.guid(),
  total: Count,
  sent: Count,
  waiting: Count,
  failed: Count,
  failures: z.array(Notice).describe('The first 500'),
})
export type Progress = z.infer<typeof Progress>

export const mostChosen = 1_000
export const sendNotices = route({
  method: 'POST',
  path: '/api/customer-notices/issues/:issueId/mails',
  access: 'customers.tell',
  params: Issue,
  body: z.object({
    key: Key,
    kind: NoticeKind,
    words: WordsByLanguage,
    to: z.union([
      z.object({
        customers: z
          .array(
            z.object({
              tenantId: TenantId,
              language: NoticeLanguage.optional().describe("Otherwise the customer's"),
              address: Address.optional().describe('Otherwise the one known'),
              message: z
                .object({ subject: Subject, body: Body })
                .optional()
                .describe('As the person changed it; otherwise from the template'),
            }),
          )
          .min(1)
          .max(mostChosen),
      }),
      z.object({ everyone: z.enum(['all', 'notTold']) }),
    ]),
  }),
  response: Progress,
  summary: 'Sends each customer its message, in the background. The same key again sends nothing twice and answers how far it is.',
})
export const readProgress = route({
  method: 'GET',
  path: '/api/customer-notices/mails/:key',
  access: 'customers.tell',
  params: z.object({ key: Key }),
  response: Progress,
  summary: 'How far a sending is, and what failed and why.',
})
export const retryNotice = route({
  method: 'POST',
  path: '/api/customer-notices/:noticeId/retry',
  access: 'customers.tell',
  params: z.object({ noticeId: Key }),
  body: z.object({ address: Address.optional() }),
  response: Notice,
  summary: 'Tries a failed message once more, to another address where one is given.',
})

export const recordNotice = route({
  method: 'POST',
  path: '/api/customer-notices/issues/:issueId/records',
  access: 'customers.tell',
  params: Issue,
  body: z.object({
    key: Key,
    way: z.enum(['mailto', 'copied']),
    tenantId: TenantId,
    kind: NoticeKind,
    language: NoticeLanguage,
    address: Address.nullable(),
    message: z.object({ subject: Subject, body: Body }),
  }),
  response: Notice,
  summary: "Records that a message left by the clipboard or by the person's own mail program, with its text.",
})

export const listNotices = route({
  method: 'GET',
  path: '/api/customer-notices',
  access: 'customers.read',
  query: z.object({
    issueId: IssueId.optional(),
    tenantId: TenantId.optional(),
    offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({ rows: z.array(Notice), total: Count, offset: Count }),
  summary: 'What customers were told, by incident or by customer, the latest first: who, when, to whom, in which words.',
})
