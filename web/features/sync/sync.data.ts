// The synchronisation as the browser sees it: its status, "sync now", and refreshing what it changed. Entered by SyncFreshness and pages.
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { readSync, SyncStatus, syncNow } from '../../../contract/sync.ts'
import { call } from '../../api/client.ts'
import { isRunning } from './sync-state.ts'

const whileRunningMs = 2_000
const whileIdleMs = 60_000
/** How often, and how many times, one asks whether the worker has taken up the sync that was asked for. */
const untilBegunMs = 300
const untilBegunTries = 100

export const syncQuery = queryOptions({
  queryKey: ['sync'],
  queryFn: ({ signal }) => call<typeof readSync>('GET', '/api/sync', { signal }),
  refetchInterval: ({ state }) => (isRunning(state.data) || state.data?.first ? whileRunningMs : whileIdleMs),
  staleTime: whileRunningMs,
})

export const useSync = (): SyncStatus | undefined => useQuery(syncQuery).data

export function useSyncNow() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      let status = await call<typeof syncNow>('POST', '/api/sync')
      const before = status.run?.startedAt
      // The run begins a moment after it was asked for; until then the status still tells of the one before.
      for (let tries = 0; tries < untilBegunTries && !isRunning(status) && status.run?.startedAt === before; tries++) {
        await new Promise((resolve) => setTimeout(resolve, untilBegunMs))
        status = await call<typeof readSync>('GET', '/api/sync')
      }
      return status
    },
    onSuccess: (status) => queries.setQueryData(syncQuery.queryKey, status),
  })
}

/** Loads again what a synchronisation changes: at its end, and page by page while the very first one fills the list. */
export function useRefreshWhenSynced(status: SyncStatus | undefined): void {
  const queries = useQueryClient()
  const before = useRef<SyncStatus | undefined>(undefined)
  useEffect(() => {
    const last = before.current
    before.current = status
    if (!last || !status) return
    const ended = status.lastCompleteAt !== last.lastCompleteAt || (isRunning(last) && !isRunning(status))
    const filling = status.first && status.customers !== last.customers
    if (!ended && !filling) return
    void queries.invalidateQueries({ predicate: ({ queryKey: [subject] }) => subject !== 'sync' && subject !== 'session' })
  }, [status, queries])
}
