// The columns of the customer list. Entered by CustomerBrowser; which of them show is the reader's choice.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerRow, CustomerView } from '../../../contract/customers.ts'
import { useMay } from '../../api/session.ts'
import type { DataTableColumn } from '../../ui/DataTable/table-types.ts'
import { useCustomerCells } from './customer-cells.tsx'
import { RowActions, RowMarks } from './RowActions.tsx'
import { useTagNames } from './tag-names.ts'
import type { Marks } from './use-marks.tsx'

export type Column = DataTableColumn<CustomerRow> & {
  /** Not shown unless chosen. */
  optional?: boolean
  /** Part of the table, so not offered for hiding. */
  fixed?: boolean
}

export type ColumnOptions = {
  view: CustomerView
  search: string | undefined
  marks: Marks
  onMenu: (row: CustomerRow, anchor: HTMLElement) => void
}

/** Widths and importance; in the recent view when and how often one came matters more than where a customer is. */
const room = {
  marks: (recent: boolean) => ({ minWidth: 66, grow: 0, priority: recent ? 4 : 2 }),
  name: () => ({ minWidth: 170, narrowWidth: 150, grow: 5, priority: 0 }),
  domain: (recent: boolean) => ({ minWidth: 130, grow: 4, priority: recent ? 5 : 3 }),
  // Leaves after the domain and before the marks, which are there to be clicked.
  health: (recent: boolean) => ({ minWidth: 92, grow: 0, priority: recent ? 5 : 3 }),
  delegation: (recent: boolean) => ({ minWidth: 196, grow: 2, priority: recent ? 2 : 1 }),
  country: () => ({ minWidth: 132, grow: 2, priority: 6 }),
  tags: () => ({ minWidth: 120, grow: 2, priority: 5 }),
  lastOpened: (recent: boolean) => ({ minWidth: 120, grow: 1, priority: recent ? 1 : 7 }),
  visits: (recent: boolean) => ({ minWidth: 84, grow: 0, priority: recent ? 3 : 8 }),
  added: () => ({ minWidth: 110, grow: 1, priority: 5 }),
  tenantId: () => ({ minWidth: 290, grow: 0, priority: 7 }),
  actions: () => ({ minWidth: 106, narrowWidth: 76, grow: 0, priority: 0 }),
}

const inOrder = [
  'marks',
  'name',
  'domain',
  'health',
  'delegation',
  'country',
  'tags',
  'lastOpened',
  'visits',
  'added',
  'tenantId',
  'actions',
] as const
type ColumnKey = (typeof inOrder)[number]

const fixed: readonly ColumnKey[] = ['marks', 'name', 'actions']
const sortable: readonly ColumnKey[] = ['name', 'domain', 'health', 'delegation', 'lastOpened', 'visits', 'added']
const optional = (recent: boolean): readonly ColumnKey[] =>
  recent ? ['tags', 'added', 'tenantId'] : ['tags', 'lastOpened', 'visits', 'tenantId']

export function useCustomerColumns({ view, search, marks, onMenu }: ColumnOptions): Column[] {
  const { t, i18n } = useTranslation('customers')
  const mayEnter = useMay('customers.enter')
  const cells = useCustomerCells(search)
  const tagNames = useTagNames()
  // biome-ignore lint/correctness/useExhaustiveDependencies: words and cells change with the language, the search and the tags alone.
  return useMemo(() => {
    const recent = view === 'recent'
    const cellOf: Record<ColumnKey, Column['cell']> = {
      marks: (row) => <RowMarks row={row} marks={marks} />,
      name: (row, place) => (place.narrow ? cells.nameAndMore(row) : cells.name(row, place)),
      domain: cells.domain,
      health: cells.health,
      delegation: cells.delegation,
      country: cells.country,
      tags: (row) => cells.tags(tagNames(row.tagIds)),
      lastOpened: (row) => cells.moment(row.lastOpenedAt),
      visits: (row) => cells.number(row.visits),
      added: (row) => cells.moment(row.addedAt),
      tenantId: (row) => cells.text(row.tenantId),
      actions: (row, place) => <RowActions row={row} {...place} mayEnter={mayEnter} onMenu={onMenu} />,
    }
    return inOrder.map((key) => ({
      key,
      ...room[key](recent),
      header: t(`column.${key}`),
      hideHeader: key === 'marks',
      align: key === 'visits' ? ('end' as const) : undefined,
      fixed: fixed.includes(key),
      sortable: sortable.includes(key),
      optional: optional(recent).includes(key),
      cell: cellOf[key],
    }))
  }, [view, search, marks, onMenu, mayEnter, tagNames, i18n.language])
}
