// Which customers are selected, across windows that may not be loaded. Entered by CustomerBrowser.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerRow } from '../../../contract/customers.ts'
import type { SelectIntent } from '../../ui/DataTable/table-types.ts'
import { showToast } from '../../ui/toasts.tsx'
import type { LoadedList } from './use-customer-list.ts'

/** Beyond this a download serves better than a clipboard. */
const mostSelected = 1_000

export type Selection = {
  rows: ReadonlyMap<string, CustomerRow>
  keys: ReadonlySet<string>
  onSelect: (intent: SelectIntent) => void
  clear: () => void
  /** Keeps the selected rows in step with a change that was made to them. */
  change: (changed: (row: CustomerRow) => CustomerRow) => void
}

const nobody: ReadonlyMap<string, CustomerRow> = new Map()

export function useSelection(list: LoadedList | undefined): Selection {
  const { t } = useTranslation('customers')
  const [rows, setRows] = useState(nobody)
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set())
  const put = (next: ReadonlyMap<string, CustomerRow>) => {
    setRows(next)
    setKeys(new Set(next.keys()))
  }
  const addRange = async (from: number, to: number, before: ReadonlyMap<string, CustomerRow>) => {
    if (!list) return
    const end = Math.min(to, from + mostSelected - 1)
    if (end < to) showToast({ tone: 'problem', text: t('selection.most', { most: mostSelected }) })
    const added = await list.rowsBetween(from, end)
    put(new Map([...before, ...added.map((row) => [row.tenantId, row] as const)]))
  }
  const onSelect = (intent: SelectIntent) => {
    if (intent.kind === 'clear') put(nobody)
    else if (intent.kind === 'all') void addRange(0, (list?.rowCount ?? 0) - 1, nobody)
    else if (intent.kind === 'range') void addRange(Math.min(intent.from, intent.to), Math.max(intent.from, intent.to), nobody)
    else {
      const row = list?.rowAt(intent.index)
      if (!row) return
      const next = new Map(rows)
      if (!next.delete(row.tenantId)) next.set(row.tenantId, row)
      put(next)
    }
  }
  const change: Selection['change'] = (changed) =>
    setRows((before) => new Map([...before].map(([tenantId, row]) => [tenantId, changed(row)])))
  return { rows, keys, onSelect, clear: () => put(nobody), change }
}
