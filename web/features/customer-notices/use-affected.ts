// The affected customers as a list of any length: windows of a hundred, fetched as one scrolls to them. Entered by TellBoard.
import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { AffectedCustomer } from '../../../contract/customer-notices.ts'
import { affectedQuery, type Narrow, windowRows } from './customer-notices.data.ts'

export type AffectedList = {
  /** Undefined until the first window is here. */
  total: number | undefined
  rowAt: (index: number) => AffectedCustomer | undefined
  /** Fetches what is not loaded; for selecting across windows. */
  rowsBetween: (from: number, to: number) => Promise<AffectedCustomer[]>
  onVisibleRows: (first: number, last: number) => void
  listKey: string
  waiting: boolean
  error: Error | null
  retry: () => void
}

export function useAffected(issueId: string, narrow: Narrow): AffectedList {
  const queries = useQueryClient()
  const listKey = `${issueId} ${narrow.only} ${narrow.search}`
  const head = useQuery({ ...affectedQuery(issueId, narrow, 0), placeholderData: keepPreviousData })
  const [seen, setSeen] = useState({ first: 0, last: 0, listKey })
  const { first, last } = seen.listKey === listKey ? seen : { first: 0, last: 0 }
  const windows = windowsBetween(first, last).filter((window) => window > 0)
  const rest = useQueries({ queries: windows.map((window) => affectedQuery(issueId, narrow, window)) })
  const rowsOf = (window: number) => (window === 0 ? head.data?.rows : rest[windows.indexOf(window)]?.data?.rows)
  const failed = [head, ...rest].find(({ error }) => error)
  return {
    total: head.data?.total,
    rowAt: (index) => rowsOf(Math.floor(index / windowRows))?.[index % windowRows],
    rowsBetween: async (from, to) => {
      const lists = await Promise.all(
        windowsBetween(from, to).map((window) => queries.ensureQueryData(affectedQuery(issueId, narrow, window))),
      )
      return lists.flatMap(({ rows, offset }) => rows.filter((_, at) => offset + at >= from && offset + at <= to))
    },
    onVisibleRows: useCallback((from: number, to: number) => setSeen({ first: from, last: to, listKey }), [listKey]),
    listKey,
    waiting: head.isPlaceholderData,
    error: head.data ? null : (failed?.error ?? null),
    retry: () => void failed?.refetch(),
  }
}

const windowsBetween = (first: number, last: number): number[] => {
  const from = Math.floor(Math.max(0, first) / windowRows)
  const to = Math.floor(Math.max(0, last) / windowRows)
  return Array.from({ length: to - from + 1 }, (_, step) => from + step)
}
