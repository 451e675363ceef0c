// The people in a customer's directory and the licences they hold: drawn from the seed, with what requests changed laid over. Entered by the user routes.
import { COUNTRIES } from '../countries.ts'
import { type Customer, countryOf } from '../customer.ts'
import { profileOf } from '../profile.ts'
import { guidFor, mix, random } from '../random.ts'
import { itemOf, licenceOf, nameOf } from './catalog.ts'
import type { ServicePlan } from './catalog-item.ts'
import { peopleOf } from './draw-subscriptions.ts'
import type { Kept } from './kept.ts'
import { type Subscription, stateOf } from './subscription.ts'

const DAY = 86_400_000
const GIVEN = [
  'Ada',
  'Bruno',
  'Clara',
  'Dario',
  'Élise',
  'Farid',
  'Greta',
  'Hugo',
  'Inès',
  'Jonas',
  'Karim',
  'Lena',
  'Marc',
  'Nora',
  'Oscar',
  'Pia',
]

export type User = {
  id: string
  userPrincipalName: string
  firstName: string
  lastName: string
  displayName: string
  usageLocation: string
  state: 'active' | 'inactive'
  deletedAt: number | null
  syncedAt: number | null
}

export type Licence = {
  id: string
  name: string
  partNumber: string
  plans: readonly ServicePlan[]
  enabled: number
  suspended: number
  warning: number
}

export const ADMINISTRATOR_ROLE = '62e90394-69f5-4237-9190-012177145e10'
export const DIRECTORY_ROLES: readonly { id: string; name: string }[] = [
  { id: ADMINISTRATOR_ROLE, name: 'Company Administrator' },
  { id: '729827e3-9c14-49f7-bb1b-9608f156bbb8', name: 'Helpdesk Administrator' },
  { id: 'fe930be7-5e62-47db-91af-98c3a49a38b1', name: 'User Account Administrator' },
  { id: 'b0f54661-2d74-4c50-afa3-1ec803f12efe', name: 'Billing Administrator' },
  { id: 'f023fd81-a637-4b56-95fd-791ac0226033', name: 'Service Support Administrator' },
  { id: '29232cdf-9323-42fd-ade2-1d097af3e4de', name: 'Exchange Service Administrator' },
]

export function domainOf(customer: Customer): string {
  return customer.domain
}

function drawUser(customer: Customer, place: number): User {
  const chance = random(mix(customer.seed, 'user', place))
  const country = COUNTRIES[customer.country] ?? countryOf(customer)
  const firstName = place === 0 ? profileOf(customer).firstName : chance.pick(GIVEN)
  const lastName = place === 0 ? profileOf(customer).lastName : chance.pick(country.words.words)
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replace(/[^a-zA-Z0-9]/g, '')
      .toLowerCase()
  const label = [plain(firstName), plain(lastName)].filter(Boolean).join('.') || 'user'
  const name = place === 0 ? `admin@${customer.prefix}.onmicrosoft.com` : `${label}${place}@${domainOf(customer)}`
  return {
    id: guidFor(customer.seed, 'user', place),
    userPrincipalName: name,
    firstName,
    lastName,
    displayName: `${firstName} ${lastName}`,
    usageLocation: country.code,
    state: 'active',
    deletedAt: null,
    syncedAt: customer.index % 3 === 0 && place > 0 ? customer.bornAt - chance.between(1, 20) * DAY : null,
  }
}

/** Everyone, deleted ones of the last thirty days too, in the order they came. */
export function everyUser(kept: Kept, customer: Customer, now: number): User[] {
  const changed = kept.all<User>(customer.tenantId, 'user')
  const drawn = Array.from({ length: peopleOf(customer) + 1 }, (_, place) => drawUser(customer, place))
  const known = new Set(drawn.map((one) => one.id))
  return [...drawn.map((one) => changed.get(one.id) ?? one), ...[...changed.values()].filter((one) => !known.has(one.id))].filter(
    (one) => one.deletedAt === null || now - one.deletedAt < 30 * DAY,
  )
}

/** What the customer's subscriptions give its directory. */
export function licencesOf(subscriptions: readonly Subscription[], now: number): Licence[] {
  const licences = new Map<string, Licence>()
  for (const subscription of subscriptions) {
    const item = itemOf(subscription.item)
    const licence = licenceOf(item)
    const { status } = stateOf(subscription, now)
    if (!licence || status === 'deleted' || status === 'pending') continue
    const known = licences.get(licence.id) ?? {
      id: licence.id,
      name: nameOf(item),
      partNumber: licence.partNumber,
      plans: licence.plans,
      enabled: 0,
      suspended: 0,
      warning: 0,
    }
    if (status === 'active') known.enabled += subscription.quantity
    else if (status === 'expired') known.warning += subscription.quantity
    else known.suspended += subscription.quantity
    licences.set(licence.id, known)
  }
  return [...licences.values()]
}

export type Assignment = { added: string[]; removed: string[] }

/** The first users hold the licences; how many of them is drawn for each licence. */
export function holds(kept: Kept, customer: Customer, { user, place, licence }: { user: User; place: number; licence: Licence }): boolean {
  const changed = kept.get<Assignment>(customer.tenantId, 'assignment', user.id)
  if (changed?.added.includes(licence.id)) return true
  if (changed?.removed.includes(licence.id) || user.deletedAt !== null) return false
  return place > 0 && place <= drawnConsumption(customer, licence)
}

function drawnConsumption(customer: Customer, licence: Licence): number {
  const units = licence.enabled + licence.warning
  const share = random(mix(customer.seed, 'consumed', licence.id)).next()
  return Math.min(peopleOf(customer), share < 0.3 ? units : Math.floor(units * (0.4 + 0.6 * share)))
}

export function consumption(kept: Kept, customer: Customer, licence: Licence): number {
  const changed = [...kept.all<Assignment>(customer.tenantId, 'assignment').values()]
  const more = changed.filter((one) => one.added.includes(licence.id)).length
  const less = changed.filter((one) => one.removed.includes(licence.id)).length
  return Math.max(0, drawnConsumption(customer, licence) + more - less)
}
