// Everything the customer screens load: overview, windows of the list, one customer, its visits and its refresh. Entered by pages and components.
import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type {
  CustomerCard,
  CustomerList,
  CustomerRow,
  CustomersOverview,
  listCustomers,
  readCustomer,
  readOverview,
  recordVisit,
  refreshCustomer,
} from '../../../contract/customers.ts'
import { call } from '../../api/client.ts'
import { type ListAddress, type ListQuery, listState } from './list-state.ts'
import { windowSize } from './list-windows.ts'

export const overviewQuery = queryOptions({
  queryKey: ['customers', 'overview'],
  queryFn: ({ signal }) => call<typeof readOverview>('GET', '/api/customers/overview', { signal }),
})

export const useOverview = (): CustomersOverview | undefined => useQuery(overviewQuery).data

/** One window of a list. Windows out of sight are forgotten soon: there may be a thousand of them. */
export const windowQuery = (query: ListQuery, window: number) =>
  queryOptions({
    queryKey: ['customers', 'list', query, window],
    queryFn: async ({ signal }): Promise<CustomerList> => {
      if (query.view === 'recent') await Promise.allSettled(visitsUnderWay)
      return call<typeof listCustomers>('GET', '/api/customers', {
        query: { ...query, offset: window * windowSize, limit: windowSize },
        signal,
      })
    },
    gcTime: 30_000,
  })

/** What the list shows first, asked for while the page's own code is still on its way. */
export async function prefetchList(queries: QueryClient, address: ListAddress): Promise<void> {
  const read = queries.prefetchQuery(overviewQuery)
  const known = () => listState(address, queries.getQueryData(overviewQuery.queryKey))
  // Many addresses say by themselves what to show; the others need the overview for it.
  const state = known() ?? (await read.then(known))
  if (state && state.mode !== 'searchFirst') await queries.prefetchQuery(windowQuery(state.query, 0))
}

export const cardQuery = (tenantId: string) =>
  queryOptions({
    queryKey: ['customers', 'card', tenantId],
    queryFn: ({ signal }) => call<typeof readCustomer>('GET', '/api/customers/:tenantId', { params: { tenantId }, signal }),
  })

/** Visits on their way to the server. The recent view waits for them, so that it holds the customer one has just left. */
const visitsUnderWay = new Set<Promise<unknown>>()
const visitDeadlineMs = 10_000

/** Counts one opening; failing to count must not disturb anyone. */
export function useRecordVisit(): (tenantId: string) => void {
  const queries = useQueryClient()
  return useCallback(
    (tenantId) => {
      // Not refetched under the reader's eyes: the order of recents changes when one comes back to them.
      const recentsAreOld = () => void queries.invalidateQueries({ predicate: isRecentList, refetchType: 'none' })
      const signal = AbortSignal.timeout(visitDeadlineMs)
      const visit = call<typeof recordVisit>('POST', '/api/customers/:tenantId/visits', { params: { tenantId }, signal })
        .then(
          () => void queries.invalidateQueries({ queryKey: overviewQuery.queryKey }),
          () => {},
        )
        .finally(() => {
          visitsUnderWay.delete(visit)
          recentsAreOld()
        })
      visitsUnderWay.add(visit)
      recentsAreOld()
    },
    [queries],
  )
}

const isRecentList = ({ queryKey }: { queryKey: readonly unknown[] }): boolean =>
  queryKey[0] === 'customers' && queryKey[1] === 'list' && (queryKey[2] as ListQuery).view === 'recent'

export function useRefreshCustomer() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (tenantId: string) => call<typeof refreshCustomer>('POST', '/api/customers/:tenantId/refresh', { params: { tenantId } }),
    onSuccess: (card, tenantId) => {
      // Reading from Microsoft takes a while: who pinned or flagged meanwhile knows better.
      const marks = ({ flagged, pinned }: CustomerCard) => ({ flagged, pinned })
      queries.setQueryData(cardQuery(tenantId).queryKey, (before) => (before ? { ...card, ...marks(before) } : card))
      patchCustomer(queries, tenantId, rowOf(card))
    },
  })
}

/** What Microsoft says of a customer, as far as a row shows it. */
function rowOf(card: CustomerCard): Partial<CustomerRow> {
  const { tenantId, name, domain, country, addressState, delegation, delegationEndsAt, departedAt } = card
  return { tenantId, name, domain, country, addressState, delegation, delegationEndsAt, departedAt }
}

/** Changes a customer wherever it is loaded, so that list, card and page never disagree. */
export function patchCustomer(queries: QueryClient, tenantId: string, patch: Partial<CustomerRow>): void {
  queries.setQueriesData<CustomerList>({ queryKey: ['customers', 'list'] }, (list) => {
    if (!list?.rows.some((row) => row.tenantId === tenantId)) return list
    return { ...list, rows: list.rows.map((row) => (row.tenantId === tenantId ? { ...row, ...patch } : row)) }
  })
  queries.setQueryData(cardQuery(tenantId).queryKey, (card) => card && { ...card, ...patch })
}

/** A row of this customer from any list that is loaded: what a card can show before it is read. */
export function loadedRow(queries: QueryClient, tenantId: string): CustomerRow | undefined {
  for (const [, list] of queries.getQueriesData<CustomerList>({ queryKey: ['customers', 'list'] })) {
    const row = list?.rows.find((candidate) => candidate.tenantId === tenantId)
    if (row) return row
  }
  return undefined
}
