// From the address to what the list shows: view, query, and whether it waits for a search, shows first results or everything. Pure.
import type { CustomerFilter, CustomersOverview, CustomerView } from '../../../contract/customers.ts'

/** What the address of the list holds; the page reads and writes it. */
export type ListAddress = {
  view?: CustomerView
  search?: string
  delegation?: string
  country?: string
  /** Health states, comma-separated. */
  health?: string
  /** Tag IDs, comma-separated. */
  tag?: string
  /** Only active delegations that end within so many days. */
  endsWithin?: string
  pinned?: '1'
  departed?: '1'
  sort?: CustomerFilter['sort']
  direction?: 'asc' | 'desc'
  all?: '1'
  card?: string
}

/** The list's part of an API request, the same for rows, total and download. */
export type ListQuery = {
  view: CustomerView
  search?: string
  delegation?: string
  country?: string
  health?: string
  tag?: string
  endsWithin?: string
  pinned?: 'true'
  departed?: 'true'
  sort?: CustomerFilter['sort']
  direction?: 'asc' | 'desc'
}

export type ListState = {
  view: CustomerView
  query: ListQuery
  /** searchFirst: too many to list, type first (D5). first: at most `cap` of the results (S73). whole: all of them, virtualised. */
  mode: 'searchFirst' | 'first' | 'whole'
  cap: number
  narrowed: boolean
}

type Rules = Pick<CustomersOverview, 'defaultView' | 'noneFilterAvailable' | 'limits'>

/** A search looks through all customers unless a view was chosen (S69). */
export function viewOf(address: ListAddress, rules: Rules | undefined): CustomerView | undefined {
  return address.view ?? (address.search || address.all ? 'all' : rules?.defaultView)
}

export const isFiltered = ({ delegation, country, health, tag, endsWithin, pinned, departed }: ListAddress): boolean =>
  Boolean(delegation || country || health || tag || endsWithin || pinned || departed)

export const isNarrowed = (address: ListAddress): boolean => Boolean(address.search?.trim()) || isFiltered(address)

/** Undefined as long as the overview is needed and not here. */
export function listState(address: ListAddress, rules: Rules | undefined): ListState | undefined {
  const view = viewOf(address, rules)
  if (!view) return undefined
  const narrowed = isNarrowed(address)
  const mode = modeOf(address, view, rules)
  if (!mode) return undefined
  return { view, mode, narrowed, query: queryOf(address, view), cap: rules?.limits.searchResults ?? 100 }
}

function modeOf(address: ListAddress, view: CustomerView, rules: Rules | undefined): ListState['mode'] | undefined {
  if (view !== 'all' || address.all) return 'whole'
  if (isNarrowed(address)) return 'first'
  if (!rules) return undefined
  return rules.noneFilterAvailable ? 'whole' : 'searchFirst'
}

function queryOf(address: ListAddress, view: CustomerView): ListQuery {
  const { search, delegation, country, health, tag, endsWithin, pinned, departed, sort, direction } = address
  const query: ListQuery = { view }
  if (search?.trim()) query.search = search.trim()
  if (delegation) query.delegation = delegation
  if (country) query.country = country
  if (health) query.health = health
  if (tag) query.tag = tag
  if (endsWithin) query.endsWithin = endsWithin
  if (pinned) query.pinned = 'true'
  if (departed) query.departed = 'true'
  if (sort) query.sort = sort
  if (direction) query.direction = direction
  return query
}

/** How the rows are ordered, as the header shows it; undefined for "best match". */
export function sortShown({ view, search, sort, direction }: ListQuery): { key: string; direction: 'asc' | 'desc' } | undefined {
  const key = sort ?? (view === 'recent' ? 'lastOpened' : search ? undefined : 'name')
  return key && { key, direction: direction ?? usualDirection(key) }
}

const usualDirection = (key: string): 'asc' | 'desc' => (key === 'name' || key === 'domain' || key === 'delegation' ? 'asc' : 'desc')

/** A click on a header sorts the usual way, another one the other way round. */
export function nextSort(query: ListQuery, key: NonNullable<ListQuery['sort']>): Pick<ListAddress, 'sort' | 'direction'> {
  const now = sortShown(query)
  const usual = usualDirection(key)
  if (now?.key !== key || now.direction !== usual) return { sort: key, direction: undefined }
  return { sort: key, direction: usual === 'asc' ? 'desc' : 'asc' }
}

/** What typing changes: beginning a search looks at all customers, emptying it returns to where one came from. */
export function withSearch(address: ListAddress, search: string, cameFrom: CustomerView | undefined): ListAddress {
  const had = Boolean(address.search?.trim())
  const has = Boolean(search.trim())
  const next: ListAddress = { ...address, search: search || undefined, card: undefined }
  if (has && !had) return { ...next, view: 'all', all: undefined }
  if (!has && had) return { ...next, view: cameFrom, all: undefined }
  return next
}

export const withoutFilters = (address: ListAddress): ListAddress => ({
  ...address,
  delegation: undefined,
  country: undefined,
  health: undefined,
  tag: undefined,
  endsWithin: undefined,
  pinned: undefined,
  departed: undefined,
})
