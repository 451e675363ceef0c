// The reading of selected customers as the browser sees it: asked for once, then followed to its end. Entered by SelectionDialog.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useMemo, useState } from 'react'
import type { refreshCustomer } from '../../../contract/customers.ts'
import type { AskedFailure, askForPulls, readAsked } from '../../../contract/pulls.ts'
import { call } from '../../api/client.ts'
import { useMay } from '../../api/session.ts'
import { everyResource } from './customer-freshness.ts'
import { useWhenOver } from './use-when-over.ts'

const whileReadingMs = 1_000
/** Relationships are read one customer after the other while somebody waits; those of more come with the next synchronisation. */
export const mostRelationships = 100

export type Selected = { tenantId: string; name: string }

export type SelectionProgress = {
  total: number
  done: number
  failed: number
  failures: readonly AskedFailure[]
  /** Customers whose relationships could not be read. */
  unrelated: readonly Selected[]
  over: boolean
}

/** Undefined until the readings have been asked for. What is not asked of Microsoft yet is left when the dialog is. */
export function useSelectionReading(customers: readonly Selected[]): {
  progress?: SelectionProgress
  error: Error | null
  retry: () => void
} {
  const queries = useQueryClient()
  const id = useId()
  const tenantIds = useMemo(() => customers.map(({ tenantId }) => tenantId), [customers])
  const withRelationships = useMay('customers.refresh') && tenantIds.length <= mostRelationships
  // Reading a customer's relationships reads its details as well.
  const resources = withRelationships ? everyResource.filter((resource) => resource !== 'details') : [...everyResource]
  const ask = useQuery({
    queryKey: ['sync', 'selection', id],
    queryFn: () => call<typeof askForPulls>('POST', '/api/sync/pulls', { body: { resources, customers: { tenantIds: tenantIds } } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
  const since = ask.data?.at ?? ''
  const read = useQuery({
    queryKey: ['sync', 'selection', id, since],
    queryFn: ({ signal }) =>
      call<typeof readAsked>('POST', '/api/sync/pulls/asked', { body: { resources, tenantIds: tenantIds, since }, signal }),
    enabled: ask.data !== undefined,
    refetchInterval: ({ state: { data } }) => (data && data.done >= data.total ? false : whileReadingMs),
    gcTime: 0,
  })
  const relationships = useRelationships(withRelationships ? tenantIds : none)
  const over = read.data !== undefined && read.data.done >= read.data.total && relationships.done === relationships.total
  useWhenOver(
    !over,
    () => void queries.invalidateQueries({ predicate: ({ queryKey: [subject, part] }) => subject !== 'session' && part !== 'selection' }),
  )
  return {
    error: ask.error ?? (read.data ? null : read.error),
    retry: () => void (ask.error ? ask.refetch() : read.refetch()),
    progress: read.data && {
      ...read.data,
      total: read.data.total + relationships.total,
      done: read.data.done + relationships.done,
      failed: read.data.failed + relationships.failed.length,
      unrelated: customers.filter(({ tenantId }) => relationships.failed.includes(tenantId)),
      over,
    },
  }
}

const none: readonly string[] = []

/** One after the other, until the dialog is left. */
function useRelationships(tenantIds: readonly string[]): { total: number; done: number; failed: readonly string[] } {
  const [state, setState] = useState({ done: 0, failed: none })
  useEffect(() => {
    const left = new AbortController()
    const { signal } = left
    const readAll = async () => {
      for (const tenantId of tenantIds) {
        const failed = await call<typeof refreshCustomer>('POST', '/api/customers/:tenantId/refresh', {
          params: { tenantId },
          signal,
        }).then(
          () => none,
          () => [tenantId],
        )
        if (signal.aborted) return
        setState((before) => ({ done: before.done + 1, failed: [...before.failed, ...failed] }))
      }
    }
    setState({ done: 0, failed: none })
    void readAll()
    return () => left.abort()
  }, [tenantIds])
  return { total: tenantIds.length, ...state }
}
