// Graph's message center posts of the token's tenant, their attachments, and each person's point of view. Entered by routes.ts.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { type MessageNow, messagesOf } from '../world/health/messages.ts'
import { CONTEXT, GraphProblem } from './answer.ts'
import { type Actor, actorOf, SERVICE_ROLES, tenantOf } from './customer-access.ts'
import type { Fields } from './filter.ts'
import { answerList, type ListRules, queryOf } from './memory-list.ts'
import { selected } from './odata.ts'
import { notThere, SERVICE_COMMUNICATIONS } from './service-health.ts'
import { attachmentJson, messageJson, UNSEEN, type ViewPoint } from './service-json.ts'
import { zip } from './zip.ts'

type One = { Params: { id: string } }
type Attached = { Params: { id: string; attachmentId: string } }

const BASE = '/v1.0/admin/serviceAnnouncement/messages'
const refusal = { code: 'Forbidden', message: 'The user does not have a role that can read the message center in this tenant.' }
const READ = { permissions: ['ServiceMessage.Read.All'], roles: SERVICE_ROLES, refusal }
const MARK = { permissions: ['ServiceMessageViewpoint.Write'], roles: SERVICE_ROLES, refusal }
const FIELDS: Fields = {
  id: 'text',
  title: 'text',
  startDateTime: 'date',
  endDateTime: 'date',
  lastModifiedDateTime: 'date',
  actionRequiredByDateTime: 'date',
  category: 'text',
  severity: 'text',
  isMajorChange: 'flag',
  hasAttachments: 'flag',
  services: 'texts',
  tags: 'texts',
  'viewPoint/isRead': 'flag',
  'viewPoint/isArchived': 'flag',
  'viewPoint/isFavorited': 'flag',
}
const MESSAGES: ListRules = { fields: FIELDS, standard: 100, maximum: 1000 }
const ATTACHMENTS: ListRules = { fields: { id: 'text', name: 'text', contentType: 'text', size: 'number' }, standard: 100, maximum: 1000 }
const ACTIONS: Readonly<Record<string, Partial<ViewPoint>>> = {
  archive: { isArchived: true },
  unarchive: { isArchived: false },
  favorite: { isFavorited: true },
  unfavorite: { isFavorited: false },
  markRead: { isRead: true },
  markUnread: { isRead: false },
}

export function registerServiceMessages(app: FastifyInstance, parts: ApiParts): void {
  const { world, origin, commerce } = parts
  const context = `${CONTEXT}/$metadata#admin/serviceAnnouncement/messages`
  const seenBy = (actor: Actor) => commerce.kept.all<ViewPoint>(actor.tenantId, `viewPoint ${actor.objectId}`)
  const read = (request: FastifyRequest, need = READ): { actor: Actor; messages: MessageNow[] } => {
    const actor = actorOf(request, parts, need)
    return { actor, messages: messagesOf(world.health, tenantOf(actor), world.now()) }
  }
  const messageOf = (request: FastifyRequest<One>) => {
    const { actor, messages } = read(request)
    const message = messages.find((one) => one.id === request.params.id.toUpperCase())
    if (!message) throw notThere(`message '${request.params.id}'`)
    return { actor, message }
  }
  app.get(BASE, SERVICE_COMMUNICATIONS, async (request, reply) => {
    const { actor, messages } = read(request)
    await parts.pace.page()
    const seen = seenBy(actor)
    return answerList(
      { request, reply },
      messages.map((message) => messageJson(message, actor, seen.get(message.id))),
      MESSAGES,
      {
        address: `${origin}${BASE}`,
        context,
      },
    )
  })
  app.get<One>(`${BASE}/:id`, SERVICE_COMMUNICATIONS, async (request) => {
    const { actor, message } = messageOf(request)
    const json = messageJson(message, actor, seenBy(actor).get(message.id))
    return { '@odata.context': `${context}/$entity`, ...selected(json, queryOf(request).select?.split(',')) }
  })
  for (const [action, change] of Object.entries(ACTIONS))
    app.post(`${BASE}/${action}`, SERVICE_COMMUNICATIONS, async (request) => {
      const { actor, messages } = read(request, MARK)
      if (!actor.account) throw new GraphProblem(403, 'Forbidden', 'This action is not supported with application permissions.')
      const ids = (request.body as { messageIds?: unknown } | null)?.messageIds
      if (!Array.isArray(ids) || ids.length === 0 || ids.some((id) => typeof id !== 'string'))
        throw new GraphProblem(400, 'BadRequest', 'The property messageIds must name at least one message.')
      const known = ids.map((id) => messages.find((message) => message.id === String(id).toUpperCase())?.id)
      if (known.includes(undefined)) throw new GraphProblem(404, 'NotFound', 'One of the messages was not found.')
      for (const id of known as string[])
        commerce.kept.put(actor.tenantId, `viewPoint ${actor.objectId}`, id, { ...(seenBy(actor).get(id) ?? UNSEEN), ...change })
      return { '@odata.context': `${CONTEXT}/$metadata#Edm.Boolean`, value: true }
    })
  registerAttachments(app, parts, { messageOf, context })
}

type Found = { messageOf: (request: FastifyRequest<One>) => { message: MessageNow }; context: string }

function registerAttachments(app: FastifyInstance, { origin }: ApiParts, { messageOf, context }: Found): void {
  const attached = (request: FastifyRequest<Attached>) => {
    const { message } = messageOf(request as FastifyRequest<One>)
    const attachment = message.attachments.find((one) => one.id === request.params.attachmentId.toLowerCase())
    if (!attachment) throw notThere(`attachment '${request.params.attachmentId}'`)
    return { message, attachment }
  }
  app.get<One>(`${BASE}/:id/attachments`, SERVICE_COMMUNICATIONS, async (request, reply) => {
    const { message } = messageOf(request)
    return answerList(
      { request, reply },
      message.attachments.map((one) => attachmentJson(one, message)),
      ATTACHMENTS,
      {
        address: `${origin}${BASE}/${message.id}/attachments`,
        context: `${context}('${message.id}')/attachments`,
      },
    )
  })
  app.get<Attached>(`${BASE}/:id/attachments/:attachmentId`, SERVICE_COMMUNICATIONS, async (request) => {
    const { message, attachment } = attached(request)
    return { '@odata.context': `${context}('${message.id}')/attachments/$entity`, ...attachmentJson(attachment, message) }
  })
  for (const last of ['content', '$value'])
    app.get<Attached>(`${BASE}/:id/attachments/:attachmentId/${last}`, SERVICE_COMMUNICATIONS, async (request, reply) => {
      const { attachment } = attached(request)
      return reply.type(attachment.contentType).send(Buffer.from(attachment.text))
    })
  app.get<One>(`${BASE}/:id/attachmentsArchive`, SERVICE_COMMUNICATIONS, async (request, reply) => {
    const { message } = messageOf(request)
    if (message.attachments.length === 0) throw notThere(`attachments archive of message '${message.id}'`)
    return reply.type('application/zip').send(zip(message.attachments.map(({ name, text }) => ({ name, content: text }))))
  })
}
