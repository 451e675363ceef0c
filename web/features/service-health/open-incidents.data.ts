// How many incidents go on, for the counter in the navigation: there alone someone must act.
import { useQuery } from '@tanstack/react-query'
import type { listIssues } from '../../../contract/service-health.ts'
import { call } from '../../api/client.ts'

const everyMs = 60_000

/** 0 until it is known. */
export function useOpenIncidents(): number {
  const { data } = useQuery({
    queryKey: ['service-health', 'open-incidents'],
    queryFn: ({ signal }) =>
      call<typeof listIssues>('GET', '/api/service-health/issues', {
        query: { which: 'open', classification: 'incident', limit: 1 },
        signal,
      }),
    select: ({ total }) => total,
    refetchInterval: everyMs,
  })
  return data ?? 0
}
