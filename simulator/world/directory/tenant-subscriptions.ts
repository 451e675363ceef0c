// The commercial subscriptions in a tenant's directory: those its partner resells, as Partner Center has them, and those it bought from
// Microsoft itself or took as a trial. Pure. Entered by graph/.
import { itemOf, licenceOf } from '../commerce/catalog.ts'
import { PRODUCTS } from '../commerce/catalog-products.ts'
import { drawSubscriptions } from '../commerce/draw-subscriptions.ts'
import { isListed, type Subscription, stateOf } from '../commerce/subscription.ts'
import type { Licence } from '../commerce/users.ts'
import type { Customer } from '../customer.ts'
import type { Partner } from '../partner.ts'
import { guidFor, mix, random } from '../random.ts'

export type DirectoryLicence = Pick<Licence, 'id' | 'name' | 'partNumber' | 'plans'>
export type TenantSubscription = {
  id: string
  commerceId: string
  licence: DirectoryLicence
  createdAt: number
  /** When it moves on to its next state if nothing is done. */
  nextAt: number | null
  status: 'Enabled' | 'Warning' | 'Suspended' | 'LockedOut' | 'Deleted'
  quantity: number
  trial: boolean
  ownerId: string | null
  /** The tenant of the partner who sold it. */
  ownerTenantId: string | null
}

const DAY = 86_400_000
const WARNING_DAYS = 30
const SUSPENDED_DAYS = 90

function licenceNamed(key: string): { licence: DirectoryLicence; trial: boolean } | undefined {
  const item = itemOf(key)
  const licence = licenceOf(item)
  if (!licence) return undefined
  const name = 'offer' in item ? item.offer.name : item.sku.title
  const trial = 'offer' in item ? item.offer.isTrial : item.sku.isTrial
  return { licence: { id: licence.id, name, partNumber: licence.partNumber, plans: 'plans' in licence ? licence.plans : [] }, trial }
}

const STATUS = { active: 'Enabled', expired: 'Warning', suspended: 'Suspended', disabled: 'Suspended', deleted: 'Deleted' } as const

function heldAt(subscription: Subscription, tenantId: string, owner: Partner | undefined, now: number): TenantSubscription | undefined {
  const named = licenceNamed(subscription.item)
  const { status, termEnd } = stateOf(subscription, now)
  if (!named || status === 'pending' || status === 'deleted') return undefined
  const end = subscription.lapsesAt ?? termEnd
  const later = { active: 0, suspended: 0, expired: WARNING_DAYS, disabled: WARNING_DAYS + SUSPENDED_DAYS }[status]
  return {
    ...named,
    id: guidFor(tenantId, 'directory subscription', subscription.id),
    commerceId: subscription.id,
    createdAt: subscription.createdAt,
    nextAt: end === null ? null : end + later * DAY,
    status: STATUS[status],
    quantity: subscription.quantity,
    ownerId: owner ? null : guidFor(tenantId, 'buyer'),
    ownerTenantId: owner?.tenantId ?? null,
  }
}

/** What Microsoft's own shop sold: to an advisor's customer everything, to a reseller's now and then one more. */
function bought(customer: Customer, partner: Partner): Subscription[] {
  if (partner.relationship === 'advisor') return drawSubscriptions(customer, partner)
  const chance = random(mix(customer.seed, 'bought elsewhere'))
  if (!chance.chance(0.18)) return []
  const product = chance.pick(PRODUCTS.filter((one) => one.kind === 'OnlineServicesNCE' && !one.skus[0]?.addonTo))
  const createdAt = customer.bornAt - chance.between(5, 360) * DAY
  const lapses = chance.chance(0.3)
  const lapsesAt = lapses ? createdAt + 365 * DAY : null
  return [
    {
      id: chance.guid(),
      orderId: '',
      item: `${product.id}:0001`,
      availability: '',
      friendlyName: product.title,
      quantity: chance.between(1, 12),
      createdAt,
      startedAt: createdAt,
      term: 'P1Y',
      billingCycle: 'annual',
      autoRenew: !lapses,
      lapsesAt,
      suspendedAt: null,
      deletedAt: null,
      parentId: null,
      partnerOnRecord: '',
      next: null,
      added: [],
      version: 2,
    },
  ]
}

export function tenantSubscriptions(
  customer: Customer,
  partner: Partner,
  resold: readonly Subscription[],
  now: number,
): TenantSubscription[] {
  const seller = partner.relationship === 'reseller' ? partner : undefined
  const own = bought(customer, partner).filter((one) => isListed(one, now))
  return [
    ...resold.map((one) => heldAt(one, customer.tenantId, seller, now)),
    ...own.map((one) => heldAt(one, customer.tenantId, undefined, now)),
  ].filter((one): one is TenantSubscription => one !== undefined)
}

/** A partner's own licences. */
export function ownSubscriptions(tenantId: string, beganAt: number, now: number): TenantSubscription[] {
  const named = licenceNamed('CFQ7TTC0LFLZ:0001')
  if (!named) return []
  const createdAt = beganAt - 500 * DAY
  const years = Math.floor((now - createdAt) / (365 * DAY)) + 1
  return [
    {
      ...named,
      id: guidFor(tenantId, 'directory subscription'),
      commerceId: guidFor(tenantId, 'own subscription'),
      createdAt,
      nextAt: createdAt + years * 365 * DAY,
      status: 'Enabled',
      quantity: 60,
      ownerId: guidFor(tenantId, 'buyer'),
      ownerTenantId: tenantId,
    },
  ]
}
