// Graph's commercial subscriptions and licences of the token's tenant: what the partner resells (the same as in Partner Center) and what was
// bought elsewhere. Entered by routes.ts.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { consumption, type Licence } from '../world/commerce/users.ts'
import { ownSubscriptions, type TenantSubscription, tenantSubscriptions } from '../world/directory/tenant-subscriptions.ts'
import { CONTEXT, notFound } from './answer.ts'
import type { Actor } from './customer-access.ts'
import { answerList, type ListRules, queryOf } from './memory-list.ts'
import { selected } from './odata.ts'
import { IDENTITY, readerOf } from './organization.ts'

type Json = Record<string, unknown>

const SUBSCRIPTIONS = ['Organization.Read.All', 'Directory.Read.All']
const LICENCES = ['LicenseAssignment.Read.All', 'Organization.Read.All', 'Directory.Read.All']
const SUBSCRIPTION_LIST: ListRules = {
  fields: {
    id: 'text',
    commerceSubscriptionId: 'text',
    skuId: 'text',
    skuPartNumber: 'text',
    status: 'text',
    isTrial: 'flag',
    totalLicenses: 'number',
    nextLifecycleDateTime: 'date',
    createdDateTime: 'date',
  },
  standard: 100,
  maximum: 999,
}

const second = (moment: number) => `${new Date(moment).toISOString().slice(0, 19)}Z`

function plansJson(plans: Licence['plans'], status: string): Json[] {
  return plans.map((plan) => ({
    servicePlanId: plan.id,
    servicePlanName: plan.serviceName,
    provisioningStatus: status === 'Suspended' || status === 'LockedOut' ? 'Disabled' : 'Success',
    appliesTo: plan.targetType === 'Tenant' ? 'Company' : 'User',
  }))
}

function subscriptionJson(held: TenantSubscription): Json {
  return {
    id: held.id,
    commerceSubscriptionId: held.commerceId,
    createdDateTime: second(held.createdAt),
    isTrial: held.trial,
    nextLifecycleDateTime: held.nextAt === null ? null : second(held.nextAt),
    ownerId: held.ownerId,
    ownerTenantId: held.ownerTenantId,
    ownerType: held.ownerId === null ? null : 'User',
    skuId: held.licence.id,
    skuPartNumber: held.licence.partNumber,
    status: held.status,
    totalLicenses: held.quantity,
    serviceStatus: plansJson(held.licence.plans, held.status),
  }
}

/** Of a partner's own tenant: the licences of its staff. */
function heldBy(parts: ApiParts, actor: Actor): TenantSubscription[] {
  const { customer, partner, tenantId } = actor
  const now = parts.world.now()
  if (!customer || !partner) return ownSubscriptions(tenantId, parts.world.beganAt, now)
  return tenantSubscriptions(customer, partner, parts.commerce.subscriptions(customer), now)
}

export function registerLicences(app: FastifyInstance, parts: ApiParts): void {
  const { origin } = parts
  const context = `${CONTEXT}/$metadata#directory/subscriptions`
  app.get('/v1.0/directory/subscriptions', IDENTITY, async (request, reply) => {
    const actor = readerOf(request, parts, SUBSCRIPTIONS)
    return answerList({ request, reply }, heldBy(parts, actor).map(subscriptionJson), SUBSCRIPTION_LIST, {
      address: `${origin}/v1.0/directory/subscriptions`,
      context,
    })
  })
  const one = (request: FastifyRequest, wanted: (held: TenantSubscription) => boolean, id: string) => {
    const found = heldBy(parts, readerOf(request, parts, SUBSCRIPTIONS)).find(wanted)
    if (!found) throw notFound(id)
    return { '@odata.context': `${context}/$entity`, ...selected(subscriptionJson(found), queryOf(request).select?.split(',')) }
  }
  app.get<{ Params: { id: string } }>('/v1.0/directory/subscriptions/:id', IDENTITY, async (request) =>
    one(request, ({ id }) => id === request.params.id.toLowerCase(), request.params.id),
  )
  app.get<{ Params: { call: string } }>('/v1.0/directory/:call', IDENTITY, async (request) => {
    const id = /^subscriptions\(commerceSubscriptionId='([^']*)'\)$/i.exec(request.params.call)?.[1]
    if (id === undefined) throw notFound(request.params.call)
    return one(request, ({ commerceId }) => commerceId === id.toLowerCase(), id)
  })
  registerSkus(app, parts)
}

const STATUS_ORDER = ['Enabled', 'Warning', 'Suspended', 'LockedOut'] as const

function skuJson(parts: ApiParts, actor: Actor, held: readonly TenantSubscription[]): Json {
  const { licence } = held[0] as TenantSubscription
  const units = (status: string) => held.filter((one) => one.status === status).reduce((sum, one) => sum + one.quantity, 0)
  const status = STATUS_ORDER.find((one) => units(one) > 0) ?? 'Deleted'
  const [enabled, warning, suspended] = [units('Enabled'), units('Warning'), units('Suspended')]
  const { customer } = actor
  return {
    '@odata.type': '#microsoft.graph.subscribedSku',
    id: `${actor.tenantId}_${licence.id}`,
    accountId: actor.tenantId,
    accountName: customer?.prefix ?? parts.world.partner(actor.tenantId)?.domain.split('.')[0] ?? null,
    appliesTo: 'User',
    capabilityStatus: status,
    consumedUnits: customer
      ? consumption(parts.commerce.kept, customer, { ...licence, enabled, suspended, warning })
      : Math.floor(enabled * 0.8),
    prepaidUnits: { enabled, suspended, warning, lockedOut: units('LockedOut') },
    servicePlans: plansJson(licence.plans, status),
    skuId: licence.id,
    skuPartNumber: licence.partNumber,
    subscriptionIds: held.map((one) => one.id),
  }
}

function registerSkus(app: FastifyInstance, parts: ApiParts): void {
  const context = `${CONTEXT}/$metadata#subscribedSkus`
  const skusOf = (request: FastifyRequest): Json[] => {
    const actor = readerOf(request, parts, LICENCES)
    const bySku = Map.groupBy(heldBy(parts, actor), (held) => held.licence.id)
    return [...bySku.values()].map((held) => skuJson(parts, actor, held))
  }
  // Of the query options only $select is known here; others are passed over.
  app.get('/v1.0/subscribedSkus', IDENTITY, async (request) => {
    const select = queryOf(request).select?.split(',')
    return { '@odata.context': context, value: skusOf(request).map((sku) => selected(sku, select)) }
  })
  app.get<{ Params: { id: string } }>('/v1.0/subscribedSkus/:id', IDENTITY, async (request) => {
    const found = skusOf(request).find((sku) => sku.id === request.params.id.toLowerCase())
    if (!found) throw notFound(request.params.id)
    return { '@odata.context': `${context}/$entity`, ...selected(found, queryOf(request).select?.split(',')) }
  })
}
