// Graph's reading of a mailbox: what arrived in its inbox, and a message as it travelled. Entered by routes.ts.
// https://learn.microsoft.com/graph/api/user-list-messages
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import type { InboxMessage } from '../inbox/inbox.ts'
import { ACCOUNTS, type Account } from '../world/accounts.ts'
import { guidFor } from '../world/random.ts'
import { CONTEXT, callerOf, GraphProblem } from './answer.ts'
import { answerList, type ListRules, queryOf } from './memory-list.ts'

type Json = Record<string, unknown>
type OfUser = { Params: { id: string; folder: string; messageId: string } }

const MAIL = { config: { resource: 'mail' } }
const MESSAGES: ListRules = {
  fields: {
    id: 'text',
    receivedDateTime: 'date',
    subject: 'text',
    internetMessageId: 'text',
    isRead: 'flag',
    hasAttachments: 'flag',
    'from/emailAddress/address': 'text',
  },
  standard: 10,
  maximum: 1000,
}

export function registerMailbox(app: FastifyInstance, parts: ApiParts): void {
  app.get<OfUser>('/v1.0/users/:id/mailFolders/:folder/messages', MAIL, async (request, reply) => {
    const account = mailboxOf(request, parts)
    if (request.params.folder.toLowerCase() !== 'inbox')
      throw new GraphProblem(404, 'ErrorItemNotFound', 'The specified object was not found in the store.')
    refuseOddOrder(queryOf(request))
    return answerList({ request, reply }, messagesOf(parts, account).map(messageJson), MESSAGES, {
      address: `${parts.origin}/v1.0/users/${encodeURIComponent(request.params.id)}/mailFolders/${request.params.folder}/messages`,
      context: `${CONTEXT}/$metadata#users('${account.oid}')/mailFolders('inbox')/messages`,
    })
  })
  app.get<OfUser>('/v1.0/users/:id/messages/:messageId/$value', MAIL, async (request, reply) => {
    const account = mailboxOf(request, parts)
    const message = messagesOf(parts, account).find((one) => idOf(one) === request.params.messageId)
    if (!message) throw new GraphProblem(404, 'ErrorItemNotFound', 'The specified object was not found in the store.')
    return reply.type('text/plain').send(parts.inbox.mimeOf(message))
  })
}

/** The mailbox the address names, for an application or its own user. */
function mailboxOf(request: FastifyRequest<OfUser>, parts: ApiParts): Account {
  const caller = callerOf(request, parts)
  const wanted = request.params.id.toLowerCase()
  const account = ACCOUNTS.find((one) => one.tenantId === caller.tenantId && [one.oid, one.username.toLowerCase()].includes(wanted))
  const mayRead = caller.permissions.some((permission) => /^Mail\.Read(Write)?$/.test(permission))
  if (!mayRead || (caller.account && caller.account !== account))
    throw new GraphProblem(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.')
  if (!account) throw new GraphProblem(404, 'ErrorInvalidUser', `The requested user '${request.params.id}' is invalid.`)
  return account
}

/** What is sorted by must be filtered by as well, in the same order and first. */
function refuseOddOrder({ filter, orderby }: Record<string, string | undefined>): void {
  const sorted = orderby?.split(',').map((one) => one.trim().split(/\s+/)[0] ?? '') ?? []
  const filtered = filter?.match(/[A-Za-z/]+(?=\s+(eq|ne|gt|ge|lt|le)\s)/g) ?? []
  if (filter !== undefined && sorted.some((name, place) => filtered[place]?.toLowerCase() !== name.toLowerCase()))
    throw new GraphProblem(400, 'InefficientFilter', 'The restriction or sort order is too complex for this operation.')
}

const messagesOf = ({ inbox }: ApiParts, { username }: Account): InboxMessage[] =>
  inbox.messages.filter(({ to }) => to.some((address) => address.toLowerCase() === username.toLowerCase())).reverse()

const idOf = ({ id }: InboxMessage): string => `AAMkAGI2${Buffer.from(guidFor('message', String(id))).toString('base64url')}AAA=`

/** As the letter names it, which the envelope need not. */
function writerOf(header: string): { name: string; address: string } {
  const [, name = '', address = header.trim()] = /^\s*"?([^"<]*?)"?\s*<([^>]*)>\s*$/.exec(header) ?? []
  return { name: name || address, address }
}

function messageJson(message: InboxMessage): Json {
  const { from, to, subject, text, html, headers, receivedAt, attachments } = message
  const received = receivedAt.replace(/\.\d+/, '')
  const sender = { emailAddress: writerOf(headers.from ?? from) }
  return {
    '@odata.etag': `W/"${Buffer.from(idOf(message)).toString('base64').slice(0, 24)}"`,
    id: idOf(message),
    createdDateTime: received,
    lastModifiedDateTime: received,
    receivedDateTime: received,
    sentDateTime: received,
    hasAttachments: attachments.length > 0,
    internetMessageId: headers['message-id'] ?? null,
    subject,
    bodyPreview: text.replaceAll(/\s+/g, ' ').trim().slice(0, 255),
    importance: 'normal',
    isRead: false,
    isDraft: false,
    body: html ? { contentType: 'html', content: html } : { contentType: 'text', content: text },
    sender,
    from: sender,
    toRecipients: to.map((address) => ({ emailAddress: { name: address, address } })),
  }
}
