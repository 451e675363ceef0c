// What the addresses of service health hold: part, filters, search. Pure; read and written by the pages.
import type { IssuesQuery, ServiceHealthQuery } from './service-health.data.ts'

export type HealthAddress = {
  /** Which customers are counted: flagged ones, those with one of these tags (comma-separated IDs), those of a country. */
  flagged?: '1'
  tag?: string
  country?: string
  /** Which part of the page is open; its first one where it is left out. */
  part?: 'open' | 'past'
  /** Health states, comma-separated. */
  state?: string
  kind?: 'incident' | 'advisory'
  search?: string
}

const choiceOf = ({ flagged, tag, country }: HealthAddress) => ({
  ...(flagged && { flagged: 'true' as const }),
  ...(tag && { tag }),
  ...(country && { country }),
})

export const servicesQueryOf = (address: HealthAddress): ServiceHealthQuery => ({
  ...choiceOf(address),
  ...(address.state && { state: address.state }),
  ...(address.search?.trim() && { search: address.search.trim() }),
})

export const issuesQueryOf = (address: HealthAddress, which: 'open' | 'past', service = ''): IssuesQuery => ({
  ...choiceOf(address),
  which,
  ...(service && { service }),
  ...(address.kind && { classification: address.kind }),
  ...(address.search?.trim() && { search: address.search.trim() }),
})

export const choosesCustomers = ({ flagged, tag, country }: HealthAddress): boolean => Boolean(flagged || tag || country)

export const isNarrowed = (address: HealthAddress): boolean =>
  choosesCustomers(address) || Boolean(address.state || address.kind || address.search?.trim())

export const withoutFilters = ({ part }: HealthAddress): HealthAddress => (part ? { part } : {})
