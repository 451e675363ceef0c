// The Azure subscriptions of a tenant: those under the Azure plans Partner Center sold. Entered by routes.ts and ticket-routes.ts.
import type { FastifyInstance } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { entitlementOf } from '../partner-center/subscription-json.ts'
import { stateOf } from '../world/commerce/subscription.ts'
import { type Actor, AzureProblem, actorOf, checkVersion } from './answer.ts'

export const CONFIG = { config: { resource: 'azureSupport' } }
const VERSIONS = ['2016-06-01', '2019-11-01', '2020-01-01', '2021-01-01', '2022-12-01']

function subscriptionsOf({ commerce, world }: ApiParts, { customer }: Actor) {
  const sold = customer ? commerce.subscriptions(customer).filter((one) => one.term === null) : []
  return sold.map((one) => ({
    id: entitlementOf(one).toLowerCase(),
    name: one.friendlyName,
    state: stateOf(one, world.now()).status === 'active' ? 'Enabled' : 'Disabled',
  }))
}

export function checkSubscription(parts: ApiParts, actor: Actor, id: string): void {
  if (subscriptionsOf(parts, actor).some((one) => one.id === id.toLowerCase())) return
  throw new AzureProblem(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`)
}

export function registerSubscriptions(app: FastifyInstance, parts: ApiParts, prefix: string): void {
  app.get(`${prefix}/subscriptions`, CONFIG, async (request) => {
    checkVersion(request, VERSIONS)
    const actor = actorOf(request, parts)
    const value = subscriptionsOf(parts, actor).map(({ id, name, state }) => ({
      id: `/subscriptions/${id}`,
      authorizationSource: 'RoleBased',
      managedByTenants: actor.partner ? [{ tenantId: actor.partner.tenantId }] : [],
      subscriptionId: id,
      tenantId: actor.tenantId,
      displayName: name,
      state,
      subscriptionPolicies: { locationPlacementId: 'Public_2014-09-01', quotaId: 'CSP_2015-05-01', spendingLimit: 'Off' },
    }))
    return { value, count: { type: 'Total', value: value.length } }
  })
}
