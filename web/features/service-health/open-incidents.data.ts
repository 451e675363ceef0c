// How many incidents go on, for the counter in the navigation: there alone someone must act.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { listIssues } from '../../../contract/service-health.ts'
import { call } from '../../api/client.ts'
import { sessionQuery, useActiveAccount } from '../../api/session.ts'

const everyMs = 60_000

/** The session says how many there were when it was read, so that no page begins with a call for the counter. */
export function useOpenIncidents(): number {
  const queries = useQueryClient()
  const { openIncidents } = useActiveAccount()
  return useQuery({
    queryKey: ['service-health', 'open-incidents'],
    queryFn: async ({ signal }) => {
      const query = { which: 'open', classification: 'incident', limit: 1 } as const
      return (await call<typeof listIssues>('GET', '/api/service-health/issues', { query, signal })).total
    },
    initialData: openIncidents,
    initialDataUpdatedAt: () => queries.getQueryState(sessionQuery.queryKey)?.dataUpdatedAt,
    refetchInterval: everyMs,
  }).data
}
