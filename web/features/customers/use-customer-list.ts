// The rows of the list: windows fetched as they are scrolled to, the former list kept until the next one is here. Entered by the page.
import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { CustomerRow } from '../../../contract/customers.ts'
import { windowQuery } from './customers.data.ts'
import type { ListState } from './list-state.ts'
import { WindowCache, windowSize, windowsOf } from './list-windows.ts'

const keptWindows = 24
/** While one drags the scroll bar through thousands of rows, only where it comes to rest is fetched. */
const settleMs = 70
const preloadedRows = 40

export type LoadedList = {
  /** How many match, exactly. */
  total: number
  /** How many of them the table shows. */
  rowCount: number
  rowAt: (index: number) => CustomerRow | undefined
  /** Changes when the table shows another list, not when the same one is refreshed. */
  listKey: string
  /** What the rows shown were searched by: while others are awaited, not yet what was typed. */
  search: string | undefined
  /** The rows shown are still those of the list before. */
  waiting: boolean
  error: Error | null
  retry: () => void
  onVisibleRows: (first: number, last: number) => void
  /** Rows of a range, fetching those not loaded; for selecting across windows. */
  rowsBetween: (from: number, to: number) => Promise<CustomerRow[]>
  indexOf: (tenantId: string) => number
}

export function useCustomerList(state: ListState | undefined): LoadedList | undefined {
  const enabled = state !== undefined && state.mode !== 'searchFirst'
  const wanted = useMemo(() => state?.query ?? { view: 'all' as const }, [state?.query])
  const head = useQuery({ ...windowQuery(wanted, 0), enabled, placeholderData: enabled ? keepPreviousData : undefined })

  // What is on screen: the wanted list once its first window is here, until then the one before.
  const key = JSON.stringify([wanted, state?.mode])
  const shown = useRef({ query: wanted, key, mode: state?.mode, cap: state?.cap ?? 0 })
  if (!head.isPlaceholderData) shown.current = { query: wanted, key, mode: state?.mode, cap: state?.cap ?? 0 }
  const { query, key: listKey, mode, cap } = shown.current

  const total = head.data?.total ?? 0
  const rowCount = mode === 'first' ? Math.min(total, cap) : total
  const { windows, onVisibleRows } = useSettledWindows(rowCount, listKey)
  const cache = useCache(listKey)
  const loaded = useQueries({ queries: windows.map((window) => ({ ...windowQuery(query, window), enabled })) })
  for (const [at, window] of windows.entries()) {
    const data = loaded[at]?.data
    if (data) cache.put(window, data.rows)
  }
  if (head.data) cache.put(0, head.data.rows)

  const rowsBetween = useRowsBetween(query)
  if (!enabled || !head.data) return head.error && enabled ? failed(head.error, head.refetch) : undefined
  return {
    total,
    rowCount,
    listKey,
    onVisibleRows,
    rowsBetween,
    search: query.search,
    waiting: head.isPlaceholderData,
    error: head.error ?? loaded.find((result) => result.error)?.error ?? null,
    retry: () => {
      for (const result of [head, ...loaded]) if (result.error) void result.refetch()
    },
    rowAt: (index) => (index < rowCount ? cache.rowAt(index) : undefined),
    indexOf: (tenantId) => {
      for (const { index, row } of cache.rows()) if (row.tenantId === tenantId && index < rowCount) return index
      return -1
    },
  }
}

const failed = (error: Error, refetch: () => unknown): LoadedList => ({
  total: 0,
  rowCount: 0,
  rowAt: () => undefined,
  listKey: 'failed',
  search: undefined,
  waiting: false,
  error,
  retry: () => void refetch(),
  onVisibleRows: () => {},
  rowsBetween: async () => [],
  indexOf: () => -1,
})

/** A cache that starts empty for every other list. */
function useCache(listKey: string): WindowCache<CustomerRow> {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is another cache.
  return useMemo(() => new WindowCache<CustomerRow>(keptWindows), [listKey])
}

function useSettledWindows(rowCount: number, listKey: string) {
  const [range, setRange] = useState({ first: 0, last: windowSize - 1, listKey })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const onVisibleRows = useCallback(
    (first: number, last: number) => {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => setRange({ first: first - preloadedRows, last: last + preloadedRows, listKey }), settleMs)
    },
    [listKey],
  )
  const { first, last } = range.listKey === listKey ? range : { first: 0, last: 0 }
  const windows = useMemo(() => windowsOf(first, last, rowCount), [first, last, rowCount])
  return { windows, onVisibleRows }
}

function useRowsBetween(query: Parameters<typeof windowQuery>[0]) {
  const queries = useQueryClient()
  return useCallback(
    async (from: number, to: number) => {
      const rows: CustomerRow[] = []
      for (const window of windowsOf(from, to, to + 1)) {
        const list = await queries.ensureQueryData(windowQuery(query, window))
        rows.push(...list.rows.filter((_, at) => window * windowSize + at >= from && window * windowSize + at <= to))
      }
      return rows
    },
    [queries, query],
  )
}
