// What a seeded customer has bought: drawn from its seed at every question, so that it costs no memory. Entered by commerce.ts.
import { type Customer, countryOf } from '../customer.ts'
import type { PartnerIdentity } from '../partner.ts'
import { mix, type Random, random } from '../random.ts'
import { availabilityOf, itemOf } from './catalog.ts'
import type { Product, Sku, Term } from './catalog-item.ts'
import { LEGACY_AZURE } from './catalog-legacy.ts'
import { AZURE_PLAN, PRODUCTS } from './catalog-products.ts'
import { addMonths, midnight } from './dates.ts'
import { resellerOf } from './resellers.ts'
import { type Subscription, termAt } from './subscription.ts'

const DAY = 86_400_000
const MONTHS = { P1M: 1, P1Y: 12, P3Y: 36 } as const

/** How many people work there. */
export function peopleOf(customer: Customer): number {
  const chance = random(customer.seed ^ 0x61)
  const kind = chance.next()
  if (kind < 0.45) return chance.between(1, 9)
  if (kind < 0.8) return chance.between(10, 49)
  if (kind < 0.95) return chance.between(50, 250)
  return kind < 0.99 ? chance.between(251, 1000) : chance.between(1001, 4000)
}

const sizeOf = (people: number): 0 | 1 | 2 => (people < 10 ? 0 : people <= 250 ? 1 : 2)
const drawable = PRODUCTS.filter((product) => product.id !== AZURE_PLAN)
const bases = drawable.filter((product) => !product.skus[0]?.addonTo)
const totals = ([0, 1, 2] as const).map((size) => bases.reduce((sum, product) => sum + product.weight[size], 0))

function pickProduct(chance: Random, size: 0 | 1 | 2): Product {
  let left = chance.next() * (totals[size] ?? 0)
  for (const product of bases) {
    left -= product.weight[size]
    if (left < 0) return product
  }
  return bases[0] as Product
}

type Draw = { chance: Random; customer: Customer; people: number; size: 0 | 1 | 2; partnerOnRecord: string }

export function drawSubscriptions(customer: Customer, partner: PartnerIdentity): Subscription[] {
  const chance = random(mix(customer.seed, 'subscriptions'))
  const people = peopleOf(customer)
  const partnerOnRecord = resellerOf(customer, partner)?.mpnId ?? ''
  const draw: Draw = { chance, customer, people, size: sizeOf(people), partnerOnRecord }
  const wanted = draw.size === 0 ? chance.between(1, 3) : draw.size === 1 ? chance.between(2, 5) : chance.between(4, 9)
  const drawn: Subscription[] = []
  const held = new Set<string>()
  for (let turn = 0; turn < wanted; turn++) {
    const product = pickProduct(chance, draw.size)
    if (held.has(product.id)) continue
    held.add(product.id)
    const base = paid(draw, product, product.skus[0] as Sku)
    drawn.push(base)
    addonsFor(draw, base, product, drawn)
  }
  if (chance.chance(0.06)) drawn.push(trial(draw))
  if (chance.chance((PRODUCTS.find((one) => one.id === AZURE_PLAN)?.weight[draw.size] ?? 0) / 100)) drawn.push(azure(draw, AZURE_PLAN))
  if (chance.chance(0.05)) drawn.push(...legacy(draw))
  return drawn
}

/** What it buys, and when: long ago, or in a year to come. A new customer buys in its first days. */
function boughtAt({ chance, customer }: Draw): number {
  const time = chance.between(7 * 3_600_000, 18 * 3_600_000)
  if (customer.appeared) return customer.bornAt + chance.between(0, 3) * DAY + chance.between(60_000, 3_600_000)
  const days = chance.chance(0.07) ? chance.between(1, 365) : -chance.between(2, 1300)
  return midnight(customer.bornAt) + days * DAY + time
}

function paid(draw: Draw, product: Product, sku: Sku): Subscription {
  const { chance, customer } = draw
  const term = chance.pick(sku.terms.length > 2 && chance.chance(0.6) ? sku.terms.slice(1) : sku.terms)
  const share = product.kind === 'Software' ? 0.02 : product.kind === 'SaaS' ? 0.01 : chance.chance(0.5) ? 1 : chance.next()
  const quantity = Math.max(sku.minimum, Math.min(sku.maximum, Math.ceil(draw.people * share)))
  const subscription = fresh(draw, product, sku, { term, quantity, createdAt: boughtAt(draw) })
  const fate = chance.next()
  const inTerm = termAt(subscription, customer.bornAt)
  if (fate < 0.14) return { ...subscription, autoRenew: false, lapsesAt: inTerm.end }
  if (fate < 0.19 && inTerm.start > subscription.createdAt) return { ...subscription, autoRenew: false, lapsesAt: inTerm.start }
  if (fate < 0.215 && subscription.createdAt < customer.bornAt)
    return { ...subscription, suspendedAt: Math.max(inTerm.start, customer.bornAt - chance.between(1, 20) * DAY), lapsesAt: inTerm.end }
  return subscription
}

type Terms = { term: Term; quantity: number; createdAt: number }

function fresh(
  { chance, customer, partnerOnRecord }: Draw,
  product: Product,
  sku: Sku,
  { term, quantity, createdAt }: Terms,
): Subscription {
  return {
    id: chance.guid(),
    orderId: chance.guid().replaceAll('-', '').slice(0, 12),
    item: `${product.id}:${sku.id}`,
    availability: availabilityOf(product, sku, createdAt),
    friendlyName: chance.chance(0.12) ? `${sku.title} - ${chance.pick(countryOf(customer).towns)[0]}` : sku.title,
    quantity,
    createdAt,
    startedAt: createdAt,
    term: term.duration,
    billingCycle: term.billingCycle,
    autoRenew: true,
    lapsesAt: null,
    suspendedAt: null,
    deletedAt: null,
    parentId: null,
    partnerOnRecord,
    next: null,
    added: [{ quantity, at: createdAt }],
    version: 1 + chance.between(1, 6),
  }
}

function addonsFor(draw: Draw, base: Subscription, product: Product, drawn: Subscription[]): void {
  for (const addon of drawable) {
    const sku = addon.skus[0] as Sku
    if (!sku.addonTo?.includes(product.id) || !draw.chance.chance(addon.weight[draw.size] / 100)) continue
    if (drawn.some((one) => one.item === `${addon.id}:${sku.id}`)) continue
    const quantity = Math.max(1, Math.ceil(base.quantity * draw.chance.next()))
    const term = sku.terms.find((one) => one.duration === base.term) ?? (sku.terms[0] as Term)
    const bought = fresh(draw, addon, sku, { term, quantity, createdAt: base.createdAt })
    drawn.push({ ...bought, orderId: base.orderId, parentId: base.id, autoRenew: base.autoRenew, lapsesAt: sameEnd(base, bought) })
  }
}

/** An add-on of another term still ends with a base that ends. */
function sameEnd(base: Subscription, addon: Subscription): number | null {
  return base.lapsesAt === null ? null : addon.term === base.term ? base.lapsesAt : termAt(addon, base.lapsesAt - 1).end
}

function trial(draw: Draw): Subscription {
  const { chance, customer } = draw
  const product = chance.pick(drawable.filter((one) => one.skus.some((sku) => sku.isTrial)))
  const sku = product.skus.find((one) => one.isTrial) as Sku
  const createdAt = customer.appeared
    ? customer.bornAt + 3_600_000
    : customer.bornAt - chance.between(0, 60) * DAY - chance.between(60_000, DAY - 60_000)
  const made = fresh(draw, product, sku, { term: sku.terms[0] as Term, quantity: 25, createdAt })
  const lapsesAt = midnight(addMonths(createdAt, MONTHS.P1M))
  const then = product.skus.find((one) => one.id === sku.paidSku) as Sku
  return {
    ...made,
    autoRenew: false,
    lapsesAt,
    next: {
      from: lapsesAt,
      item: `${product.id}:${then.id}`,
      availability: availabilityOf(product, then, createdAt),
      term: 'P1Y',
      billingCycle: 'monthly',
      quantity: 25,
    },
  }
}

function azure(draw: Draw, key: string): Subscription {
  const item = itemOf(key === LEGACY_AZURE ? key : `${key}:0001`)
  const product = 'product' in item ? item.product : (drawable[0] as Product)
  const sku = 'product' in item ? item.sku : (product.skus[0] as Sku)
  const made = fresh(draw, product, sku, { term: { duration: 'P1M', billingCycle: 'monthly' }, quantity: 1, createdAt: boughtAt(draw) })
  const name = 'offer' in item ? item.offer.name : sku.title
  return { ...made, item: item.key, friendlyName: name, term: null, autoRenew: false }
}

function legacy(draw: Draw): Subscription[] {
  const { chance, customer } = draw
  if (chance.chance(0.3)) return [azure(draw, LEGACY_AZURE)]
  const offer = chance.pick(['031C9E47-4802-4248-838E-778FB1D2CC05', '91FD106F-4B2C-4938-95AC-F54F74E9A239'])
  const createdAt = customer.bornAt - chance.between(400, 1500) * DAY
  const make = (key: string, quantity: number): Subscription => {
    const [product, item] = [drawable[0] as Product, itemOf(key)]
    const made = fresh(draw, product, product.skus[0] as Sku, {
      term: { duration: 'P1Y', billingCycle: 'monthly' },
      quantity,
      createdAt,
    })
    return { ...made, item: key, availability: '', friendlyName: 'offer' in item ? item.offer.name : made.friendlyName, orderId: '' }
  }
  const base = make(offer, Math.min(300, draw.people))
  const orderId = chance.guid()
  const lapsesAt = chance.chance(0.25) ? termAt(base, customer.bornAt).end : null
  const both = [base, ...(chance.chance(0.5) ? [make('2828BE95-46BA-4F91-B2FD-0BEF192ECF60', 1)] : [])]
  return both.map((one, place) => ({
    ...one,
    orderId,
    autoRenew: lapsesAt === null,
    lapsesAt,
    parentId: place === 0 ? null : base.id,
  }))
}
