// The ledger as a list of any length: windows fetched as one scrolls to them. Entered by LedgerTable.
import { useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { LedgerEntry } from '../../../contract/notice-ledger.ts'
import type { NoticeOwner } from '../../../contract/notifications.ts'
import { type LedgerFilter, ledgerQuery, ledgerRows } from './notifications.data.ts'

export function useLedger(owner: NoticeOwner, filter: LedgerFilter) {
  const listKey = JSON.stringify([owner, filter])
  const head = useQuery(ledgerQuery(owner, filter, 0))
  const [seen, setSeen] = useState({ first: 0, last: 0, listKey })
  const { first, last } = seen.listKey === listKey ? seen : { first: 0, last: 0 }
  const windows = windowsBetween(first, last).filter((window) => window > 0)
  const rest = useQueries({ queries: windows.map((window) => ledgerQuery(owner, filter, window)) })
  const entriesOf = (window: number) => (window === 0 ? head.data?.entries : rest[windows.indexOf(window)]?.data?.entries)
  return {
    total: head.data?.total,
    rowAt: (index: number): LedgerEntry | undefined => entriesOf(Math.floor(index / ledgerRows))?.[index % ledgerRows],
    onVisibleRows: useCallback((from: number, to: number) => setSeen({ first: from, last: to, listKey }), [listKey]),
    listKey,
    waiting: head.isPlaceholderData,
    error: head.data ? null : head.error,
    retry: () => void head.refetch(),
  }
}

const windowsBetween = (first: number, last: number): number[] => {
  const from = Math.floor(Math.max(0, first) / ledgerRows)
  const to = Math.floor(Math.max(0, last) / ledgerRows)
  return Array.from({ length: to - from + 1 }, (_, step) => from + step)
}
