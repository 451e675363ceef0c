// Message center: what Microsoft announces to customers, each message once for all who get it.
import { z } from 'zod'
import { customerChoiceQuery } from './customer-choice.ts'
import { route } from './route.ts'

const Instant = z.iso.datetime()
const lowerGuid = z.guid().transform((id) => id.toLowerCase())

/** Within so many days an "act by" date puts a message on top. */
export const actSoonDays = 30

export const messageCategories = ['preventOrFixIssue', 'planForChange', 'stayInformed'] as const

export const MessageRow = z.object({
  messageId: z.string().describe("Microsoft's number, such as MC1090000"),
  title: z.string().describe('In its original language'),
  category: z.string().nullable().describe("Microsoft's own word where it is new to us"),
  severity: z.string().nullable(),
  majorChange: z.boolean(),
  services: z.array(z.string()),
  publishedAt: Instant.nullable(),
  modifiedAt: Instant.nullable(),
  endsAt: Instant.nullable(),
  actBy: Instant.nullable().describe('Until when something is to be done'),
  actsSoon: z.boolean().describe('`actBy` lies in the next 30 days'),
  read: z.boolean().describe('By the caller, since it was last changed'),
  customers: z.number().int().describe('Of those asked about: how many get it'),
})
export type MessageRow = z.infer<typeof MessageRow>

/** Of one customer, or of all that are chosen. */
const Whose = z.object({ tenantId: lowerGuid.optional().describe('Only messages of this customer') }).extend(customerChoiceQuery)

export const MessageFilter = Whose.extend({
  search: z
    .string()
    .max(200)
    .default('')
    .transform((text) => text.replace(/\p{Cc}+/gu, ' ').trim())
    .describe('A part of the title, or the beginning of the number'),
  service: z.string().max(200).default(''),
  category: z.enum(['', ...messageCategories]).default(''),
  major: z.stringbool().default(false).describe('Only major changes'),
  unread: z.stringbool().default(false).describe('Only what the caller has not read'),
})
export type MessageFilter = z.infer<typeof MessageFilter>

export const MessageList = z.object({
  rows: z.array(MessageRow),
  total: z.number().int(),
  offset: z.number().int(),
  unread: z.number().int().describe('Of all current messages of those asked about, whatever else is filtered'),
  services: z.array(z.string()).describe('That occur, for the filter'),
  readings: z
    .object({ newestAt: Instant.nullable(), oldestAt: Instant.nullable() })
    .describe('When messages were last read well from Microsoft, over the customers asked about'),
})
export type MessageList = z.infer<typeof MessageList>

export const listMessages = route({
  method: 'GET',
  path: '/api/messages',
  access: 'messages.read',
  response: MessageList,
  query: MessageFilter.extend({
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  summary: 'Current messages: those to act on in the next 30 days first, soonest first; then the newest.',
})

const OneMessage = z.object({ messageId: z.string().min(1).max(100) })

export const Message = MessageRow.omit({ customers: true }).extend({
  tags: z.array(z.string()),
  html: z.string().describe("Microsoft's text in its original language, made safe to show"),
  hasAttachments: z.boolean(),
  details: z.array(z.object({ name: z.string(), value: z.string() })),
  customers: z.number().int().describe('How many get it'),
})
export type Message = z.infer<typeof Message>

export const readMessage = route({
  method: 'GET',
  path: '/api/messages/:messageId',
  access: 'messages.read',
  params: OneMessage,
  response: Message,
  summary: 'One message with its text.',
})

export const listMessageCustomers = route({
  method: 'GET',
  path: '/api/messages/:messageId/customers',
  access: 'messages.read',
  params: OneMessage,
  query: z.object({
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  response: z.object({
    total: z.number().int(),
    rows: z.array(z.object({ tenantId: z.guid(), name: z.string(), mayOpen: z.boolean().describe('There is an active delegation') })),
  }),
  summary: 'The customers that get a message, by name.',
})

export const markMessages = route({
  method: 'POST',
  path: '/api/messages/read',
  access: 'messages.read',
  body: z.object({ messageIds: z.array(z.string().min(1).max(100)).min(1).max(1_000), read: z.boolean() }),
  response: z.object({ changed: z.array(z.string()).describe('The opposite call with these takes it back') }),
  summary: 'Marks messages read or unread for the caller alone.',
})
