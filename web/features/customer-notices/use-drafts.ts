// What a person chose for single customers before anything is sent: language, address, words of their own; and who is selected. Entered by TellBoard.
import { useState } from 'react'
import type { AffectedCustomer } from '../../../contract/customer-notices.ts'
import type { Message, NoticeLanguage } from '../../../contract/notice-templates.ts'
import type { SelectIntent } from '../../ui/DataTable/table-types.ts'
import { mostChosen } from './contract-values.ts'
import type { AffectedList } from './use-affected.ts'

export type Draft = { language?: NoticeLanguage; address?: string; message?: Message }
export type Drafts = ReadonlyMap<string, Draft>

export function useDrafts() {
  const [drafts, setDrafts] = useState<Drafts>(new Map())
  return {
    drafts,
    change: (tenantId: string, change: Draft) =>
      setDrafts((before) => new Map(before).set(tenantId, { ...before.get(tenantId), ...change })),
  }
}

/** Where the customer is reached, as far as anyone knows. */
export const addressOf = (row: AffectedCustomer, draft: Draft | undefined): string => (draft?.address ?? row.address ?? '').trim()

export function useChosen(list: AffectedList, onTooMany: () => void) {
  const [rows, setRows] = useState<ReadonlyMap<string, AffectedCustomer>>(new Map())
  const addRange = async (from: number, to: number, before: ReadonlyMap<string, AffectedCustomer>) => {
    const end = Math.min(to, from + mostChosen - 1)
    if (end < to) onTooMany()
    const added = await list.rowsBetween(from, end)
    setRows(new Map([...before, ...added.map((row) => [row.tenantId, row] as const)]))
  }
  const onSelect = (intent: SelectIntent) => {
    if (intent.kind === 'clear') setRows(new Map())
    else if (intent.kind === 'all') void addRange(0, (list.total ?? 0) - 1, new Map())
    else if (intent.kind === 'range') void addRange(Math.min(intent.from, intent.to), Math.max(intent.from, intent.to), new Map())
    else {
      const row = list.rowAt(intent.index)
      if (!row) return
      const next = new Map(rows)
      if (!next.delete(row.tenantId)) next.set(row.tenantId, row)
      setRows(next)
    }
  }
  return { rows, keys: new Set(rows.keys()), onSelect, clear: () => setRows(new Map()) }
}
