// Looks for what time does to customers and subscriptions (renewed, expired, disabled, deleted; newly come), so that whoever registered is told. Entered by routes.ts.
import type { Announcements } from '../world/announcements.ts'
import type { Commerce } from '../world/commerce/commerce.ts'
import { type Subscription, stateOf } from '../world/commerce/subscription.ts'
import type { Customer } from '../world/customer.ts'
import type { Partner } from '../world/partner.ts'
import type { World } from '../world/world.ts'
import type { Webhooks } from './webhooks.ts'

type Parts = { world: World; commerce: Commerce; webhooks: Webhooks; announcements: Announcements }
type Watch = { partner: Partner; place: number; covered: number; until: number }

const EVERY_MS = 500
/** Customers looked at in one go, so that nobody waits for it. */
const STRIDE = 500
/** Microsoft tells of such changes within two days; here it looks again after an hour of the world's clock. */
const LOOK_AGAIN_MS = 3_600_000

export function watchCommerce(parts: Parts): { stop(): void } {
  const begun = parts.world.now()
  const watches = parts.world.partners.map((partner): Watch => ({ partner, place: 0, covered: begun, until: begun }))
  const timer = setInterval(() => {
    for (const watch of watches) look(parts, watch)
  }, EVERY_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

function look({ world, commerce, webhooks, announcements }: Parts, watch: Watch): void {
  const { partner } = watch
  const now = world.now()
  const wanted = (['subscription-updated', 'reseller-relationship-accepted-by-customer'] as const).filter((event) =>
    webhooks.registered(event).some((one) => one.partnerTenantId === partner.tenantId),
  )
  if (wanted.length === 0) {
    Object.assign(watch, { place: 0, covered: now, until: now })
    return
  }
  if (watch.place === 0) {
    if (now - watch.covered < LOOK_AGAIN_MS) return
    watch.until = now
  }
  const { covered, until } = watch
  const last = Math.min(watch.place + STRIDE, partner.customers.length)
  for (; watch.place < last; watch.place++) {
    const customer = partner.customers[watch.place]
    if (!customer || customer.leftAt !== null) continue
    const common = { partnerTenantId: partner.tenantId, customerTenantId: customer.tenantId }
    if (customer.appeared && customer.bornAt > covered && customer.bornAt <= until)
      announcements.announce({
        ...common,
        event: 'reseller-relationship-accepted-by-customer',
        resourcePath: `/v1/customers/${customer.tenantId}`,
        resourceName: 'Customer',
        at: customer.bornAt,
      })
    for (const subscription of changedBetween(commerce, customer, covered, until))
      announcements.announce({
        ...common,
        event: 'subscription-updated',
        resourcePath: `/webhooks/v1/customers/${customer.tenantId}/subscriptions/${subscription.id}`,
        resourceName: 'subscription',
        at: until,
      })
  }
  if (watch.place >= partner.customers.length) Object.assign(watch, { place: 0, covered: until })
}

function changedBetween(commerce: Commerce, customer: Customer, covered: number, until: number): Subscription[] {
  return commerce.bought(customer).filter((one) => {
    if (one.createdAt > covered) return one.createdAt <= until
    const [before, after] = [stateOf(one, covered), stateOf(one, until)]
    return before.status !== after.status || before.termEnd !== after.termEnd
  })
}
