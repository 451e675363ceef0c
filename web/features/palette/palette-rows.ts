// What the search for everything lists for a text: customers first, then incidents, then pages. Pure but for the query definition.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { CustomerList, CustomerRow, listCustomers } from '../../../contract/customers.ts'
import type { IssueRow, listIssues } from '../../../contract/service-health.ts'
import { call } from '../../api/client.ts'

export type PalettePage = { to: string; label: string; external?: boolean }
export type PaletteRow =
  | { kind: 'customer'; id: string; customer: CustomerRow }
  | { kind: 'all'; id: string; search: string; total: number }
  | { kind: 'issue'; id: string; issue: IssueRow }
  | { kind: 'page'; id: string; page: PalettePage }

const mostCustomers = 8
/** One letter is in every title. */
const shortestIssueSearch = 2

export const paletteQuery = (search: string) =>
  queryOptions({
    queryKey: ['palette', search],
    queryFn: ({ signal }) => call<typeof listCustomers>('GET', '/api/customers', { query: { search, limit: mostCustomers }, signal }),
    enabled: search !== '',
    placeholderData: keepPreviousData,
  })

const mostIssues = 4

/** Incidents and advisories by number or title, the open ones first. */
export const paletteIssuesQuery = (search: string) =>
  queryOptions({
    queryKey: ['palette', 'issues', search],
    queryFn: ({ signal }) =>
      call<typeof listIssues>('GET', '/api/service-health/issues', { query: { search, which: 'all', limit: mostIssues }, signal }),
    enabled: search.length >= shortestIssueSearch,
    placeholderData: keepPreviousData,
  })

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Pages of whose label any word begins with the text; all of them for an empty text. */
export function matchingPages(pages: readonly PalettePage[], search: string): PalettePage[] {
  const wanted = folded(search.trim())
  if (wanted === '') return [...pages]
  return pages.filter(({ label }) => {
    const text = folded(label)
    return text.startsWith(wanted) || text.split(/[\s'’-]+/).some((word) => word.startsWith(wanted))
  })
}

type Found = { customers: CustomerList | undefined; issues?: readonly IssueRow[] }

export function paletteRows(search: string, { customers: found, issues = [] }: Found, pages: readonly PalettePage[]): PaletteRow[] {
  const rows: PaletteRow[] = []
  if (search !== '' && found) {
    for (const customer of found.rows) rows.push({ kind: 'customer', id: customer.tenantId, customer })
    if (found.total > found.rows.length) rows.push({ kind: 'all', id: 'all', search, total: found.total })
  }
  if (search.length >= shortestIssueSearch) for (const issue of issues) rows.push({ kind: 'issue', id: issue.issueId, issue })
  for (const page of matchingPages(pages, search)) rows.push({ kind: 'page', id: page.to, page })
  return rows
}
