// The address of the customer list: what `?view=…&search=…` may hold. Entered by routes.tsx and the page. Pure.
import type { CustomerFilter, customerSorts } from '../../../contract/customers.ts'
import { idsParam, textParam } from '../../search-params.ts'

export type CustomersSearch = {
  view?: CustomerFilter['view']
  search?: string
  /** Delegation states, comma-separated. */
  delegation?: string
  country?: string
  /** Health states, comma-separated. */
  health?: string
  /** Tag IDs, comma-separated. */
  tag?: string
  /** Days: only active delegations that end within them. */
  endsWithin?: string
  /** '1': only customers one has pinned. */
  pinned?: '1'
  /** '1': only customers that have left. */
  departed?: '1'
  sort?: (typeof customerSorts)[number]
  direction?: 'asc' | 'desc'
  /** '1': the whole list rather than the first hundred. */
  all?: '1'
  /** Tenant ID of the customer whose card is open. */
  card?: string
}

const views: readonly CustomerFilter['view'][] = ['all', 'flagged', 'recent']
const sorts: typeof customerSorts = ['name', 'domain', 'delegation', 'health', 'added', 'lastOpened', 'visits']
const directions = ['asc', 'desc'] as const

const oneOf = <T extends string>(allowed: readonly T[], value: unknown): T | undefined => allowed.find((item) => item === value)

/** As many as the server takes. */
const mostDays = 3650
const daysParam = (value: unknown): string | undefined => {
  const text = textParam(value)
  return text && /^[1-9]\d{0,3}$/.test(text) && Number(text) <= mostDays ? text : undefined
}

export function customersSearch(raw: Record<string, unknown>): CustomersSearch {
  return {
    view: oneOf(views, raw.view),
    search: textParam(raw.search),
    delegation: textParam(raw.delegation),
    country: textParam(raw.country),
    health: textParam(raw.health),
    tag: idsParam(raw.tag),
    endsWithin: daysParam(raw.endsWithin),
    pinned: oneOf(['1'], raw.pinned),
    departed: oneOf(['1'], raw.departed),
    sort: oneOf(sorts, raw.sort),
    direction: oneOf(directions, raw.direction),
    all: oneOf(['1'], raw.all),
    card: textParam(raw.card),
  }
}
