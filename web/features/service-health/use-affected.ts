// The customers of an issue as a list of any length: windows of a hundred, fetched as one scrolls to them. Entered by AffectedCustomers.
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import type { AffectedCustomer } from '../../../contract/service-health.ts'
import type { AffectedWhich } from './affected-which.ts'
import { affectedAtOnce, affectedQuery } from './service-health.data.ts'

export type AffectedList = {
  /** Undefined until the first window is here. */
  total: number | undefined
  rowAt: (index: number) => AffectedCustomer | undefined
  onVisibleRows: (first: number, last: number) => void
  listKey: string
  waiting: boolean
  error: Error | null
  retry: () => void
}

export function useAffected(issueId: string, which: AffectedWhich, search: string): AffectedList {
  const query = useMemo(() => ({ which, ...(search.trim() && { search: search.trim() }) }), [which, search])
  const listKey = `${issueId} ${which} ${search}`
  const head = useQuery({ ...affectedQuery(issueId, query, 0), placeholderData: keepPreviousData })
  const [seen, setSeen] = useState({ first: 0, last: 0, listKey })
  const { first, last } = seen.listKey === listKey ? seen : { first: 0, last: 0 }
  const windows = windowsBetween(first, last).filter((window) => window > 0)
  const rest = useQueries({ queries: windows.map((window) => affectedQuery(issueId, query, window)) })
  const rowsOf = (window: number) => (window === 0 ? head.data?.rows : rest[windows.indexOf(window)]?.data?.rows)
  const failed = [head, ...rest].find(({ error }) => error)
  return {
    total: head.data?.total,
    rowAt: (index) => rowsOf(Math.floor(index / affectedAtOnce))?.[index % affectedAtOnce],
    onVisibleRows: useCallback((from: number, to: number) => setSeen({ first: from, last: to, listKey }), [listKey]),
    listKey,
    waiting: head.isPlaceholderData,
    error: head.data ? null : (failed?.error ?? null),
    retry: () => void failed?.refetch(),
  }
}

const windowsBetween = (first: number, last: number): number[] => {
  const from = Math.floor(Math.max(0, first) / affectedAtOnce)
  const to = Math.floor(Math.max(0, last) / affectedAtOnce)
  return Array.from({ length: to - from + 1 }, (_, step) => from + step)
}
