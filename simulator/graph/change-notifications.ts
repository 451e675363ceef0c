// Graph's change notification subscriptions (/subscriptions): validated at the address they name, renewed, deleted, gone when their time is over. Entered by routes.ts.
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import type { Caller } from '../login/access-tokens.ts'
import { CONTEXT, callerOf, GraphProblem, notFound } from './answer.ts'
import { objectOf } from './relationship-body.ts'

type Json = Record<string, unknown>
type One = { Params: { id: string } }
type Watched = { pattern: RegExp; permissions: readonly string[]; minutes: number }

/** What can be watched, and for how long at most. */
const WATCHED: readonly Watched[] = [
  { pattern: /^users(\/[^/]+)?$/i, permissions: ['User.Read.All', 'User.Read', 'Directory.Read.All'], minutes: 41_760 },
  {
    pattern: /^groups(\/[^/]+(\/members)?)?$/i,
    permissions: ['Group.Read.All', 'GroupMember.Read.All', 'Directory.Read.All'],
    minutes: 41_760,
  },
]
const CHANGES = ['created', 'updated', 'deleted']
const KIND = 'graphSubscription'
const VALIDATION_MS = 10_000
const CONFIG = { config: { resource: 'changeNotifications' } }

function bad(message: string, code = 'InvalidRequest'): never {
  throw new GraphProblem(400, code, message)
}

function addressFrom(value: unknown): string {
  const address = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined
  if (!address) return bad('The notificationUrl is not a valid address.')
  // Without a certificate only what does not leave this machine, as everything of this simulated cloud.
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(address.hostname)
  if (address.protocol !== 'https:' && !(address.protocol === 'http:' && here)) bad('The notificationUrl must use https.')
  return address.href
}

function watchedBy(resource: string): Watched {
  const found = WATCHED.find(({ pattern }) => pattern.test(resource.replace(/^\//, '')))
  return found ?? bad(`Resource '${resource}' is not supported for change notifications.`)
}

function expiryFrom(value: unknown, { minutes }: Watched, now: number): string {
  const moment = typeof value === 'string' ? Date.parse(value) : Number.NaN
  if (Number.isNaN(moment)) bad('expirationDateTime must be a date and time.')
  if (moment <= now) bad('Subscription expiration must be in the future.')
  if (moment > now + minutes * 60_000) bad(`Subscription expiration can only be ${minutes} minutes in the future.`, 'ExtensionError')
  return new Date(moment).toISOString()
}

/** The address has to give the token back as plain text, within ten seconds. */
async function validate(address: string): Promise<void> {
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${randomUUID()}`
  const target = new URL(address)
  target.searchParams.set('validationToken', token)
  const answer = await fetch(target, { method: 'POST', signal: AbortSignal.timeout(VALIDATION_MS), redirect: 'error' }).catch(
    () => undefined,
  )
  const text = answer ? await answer.text() : ''
  if (answer?.status !== 200 || text.trim() !== token)
    throw new GraphProblem(
      400,
      'ValidationError',
      `Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.`,
    )
}

export function registerChangeNotifications(app: FastifyInstance, parts: ApiParts): void {
  const { world, commerce } = parts
  const ownerOf = ({ tenantId, applicationId }: Caller) => `${tenantId} ${applicationId}`
  const held = (caller: Caller): Json[] =>
    [...commerce.kept.all<Json>(ownerOf(caller), KIND).values()].filter((one) => Date.parse(String(one.expirationDateTime)) > world.now())
  const one = (request: FastifyRequest<One>) => {
    const caller = callerOf(request, parts)
    const found = held(caller).find((each) => each.id === request.params.id.toLowerCase())
    if (!found) throw notFound(request.params.id)
    return { caller, found }
  }
  const entity = (json: Json) => ({ '@odata.context': `${CONTEXT}/$metadata#subscriptions/$entity`, ...json })
  app.post('/v1.0/subscriptions', CONFIG, async (request, reply) => {
    const sent = objectOf(request.body)
    const watched = watchedBy(String(sent.resource ?? ''))
    const caller = callerOf(request, parts, ...watched.permissions)
    const changes = String(sent.changeType ?? '').split(',')
    if (changes.some((change) => !CHANGES.includes(change.trim()))) bad(`The changeType '${String(sent.changeType)}' is not valid.`)
    const clientState = typeof sent.clientState === 'string' ? sent.clientState : null
    if (clientState !== null && clientState.length > 128) bad('clientState must not be longer than 128 characters.')
    const made = {
      id: randomUUID(),
      resource: String(sent.resource),
      applicationId: caller.applicationId,
      changeType: String(sent.changeType),
      clientState,
      notificationUrl: addressFrom(sent.notificationUrl),
      notificationQueryOptions: null,
      lifecycleNotificationUrl: sent.lifecycleNotificationUrl === undefined ? null : addressFrom(sent.lifecycleNotificationUrl),
      expirationDateTime: expiryFrom(sent.expirationDateTime, watched, world.now()),
      creatorId: caller.objectId,
      includeResourceData: null,
      latestSupportedTlsVersion: 'v1_2',
      encryptionCertificate: null,
      encryptionCertificateId: null,
      notificationUrlAppId: null,
    }
    await validate(made.notificationUrl)
    commerce.kept.put(ownerOf(caller), KIND, made.id, made)
    return reply.code(201).send(entity(made))
  })
  app.get('/v1.0/subscriptions', CONFIG, async (request) => ({
    '@odata.context': `${CONTEXT}/$metadata#subscriptions`,
    value: held(callerOf(request, parts)),
  }))
  app.get<One>('/v1.0/subscriptions/:id', CONFIG, async (request) => entity(one(request).found))
  app.patch<One>('/v1.0/subscriptions/:id', CONFIG, async (request) => {
    const { caller, found } = one(request)
    const sent = objectOf(request.body)
    const expirationDateTime = expiryFrom(sent.expirationDateTime, watchedBy(String(found.resource)), world.now())
    const changed = { ...found, expirationDateTime }
    commerce.kept.put(ownerOf(caller), KIND, String(found.id), changed)
    return entity(changed)
  })
  app.delete<One>('/v1.0/subscriptions/:id', CONFIG, async (request, reply) => {
    const { caller, found } = one(request)
    commerce.kept.remove(ownerOf(caller), KIND, String(found.id))
    return reply.code(204).send()
  })
}
