// How the reading of every customer stands, and asking for it. Entered by Settings > Synchronisation and a customer's page.
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  askForPulls,
  listPullFailures,
  PullFailureGroup,
  PullsOverview,
  readCustomerPulls,
  readPulls,
} from '../../../contract/pulls.ts'
import type { readRates } from '../../../contract/rates.ts'
import { call } from '../../api/client.ts'

const whileReadingMs = 2_000
const whileQuietMs = 30_000
const ratesWhileQuietMs = 10_000

export const isReading = ({ resources }: PullsOverview): boolean => resources.some(({ running }) => running > 0)

export const pullsQuery = queryOptions({
  queryKey: ['sync', 'pulls'],
  queryFn: ({ signal }) => call<typeof readPulls>('GET', '/api/sync/pulls', { signal }),
  refetchInterval: ({ state }) => (state.data && isReading(state.data) ? whileReadingMs : whileQuietMs),
})

/** As lively as the readings themselves: the figures are those of the last minute. */
export const ratesQuery = (reading: boolean) =>
  queryOptions({
    queryKey: ['sync', 'rates'],
    queryFn: ({ signal }) => call<typeof readRates>('GET', '/api/sync/rates', { signal }),
    refetchInterval: reading ? whileReadingMs : ratesWhileQuietMs,
  })

export const customerPullsQuery = (tenantId: string) =>
  queryOptions({
    queryKey: ['sync', 'pulls', tenantId],
    queryFn: ({ signal }) => call<typeof readCustomerPulls>('GET', '/api/customers/:tenantId/sync', { params: { tenantId }, signal }),
    refetchInterval: whileQuietMs,
  })

const pageLength = 100

/** The customers that fail for one reason, a hundred at a time. */
export const failuresQuery = ({ resource, kind, code }: PullFailureGroup) =>
  infiniteQueryOptions({
    queryKey: ['sync', 'pulls', 'failures', resource, kind, code],
    queryFn: ({ pageParam, signal }) =>
      call<typeof listPullFailures>('GET', '/api/sync/pulls/failures', {
        query: { resource, kind, code: code ?? '', offset: pageParam, limit: pageLength },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const shown = pages.reduce((sum, page) => sum + page.rows.length, 0)
      return last.rows.length > 0 && shown < last.total ? shown : undefined
    },
  })

export type PullsAsked = z.input<(typeof askForPulls)['body']>

export function useAskForPulls() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: PullsAsked) => call<typeof askForPulls>('POST', '/api/sync/pulls', { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['sync', 'pulls'] }),
  })
}
