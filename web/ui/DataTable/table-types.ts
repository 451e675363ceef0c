// What a DataTable is told and what it reports. The table knows no feature: texts and rows come from outside.
import type { ReactNode } from 'react'
import type { ColumnRoom } from './fit-columns.ts'

export type DataTableColumn<Row> = ColumnRoom & {
  header: string
  /** For columns of icons: the header stays as the accessible name only. */
  hideHeader?: boolean
  align?: 'end'
  sortable?: boolean
  /** In a narrow table only columns with this width remain. */
  narrowWidth?: number
  cell: (row: Row, place: CellPlace) => ReactNode
}

/** What a cell may want to know of the table around it. */
export type CellPlace = {
  narrow: boolean
  active: boolean
  /** Height of the row in pixels. */
  height: number
  /** The keys of the columns for which there is room. */
  shown: ReadonlySet<string>
}

export type SortDirection = 'asc' | 'desc'
export type TableSort = { key: string; direction: SortDirection }

/** A wish to change the selection; rows are named by index because some may not be loaded yet. */
export type SelectIntent =
  | { kind: 'toggle'; index: number }
  | { kind: 'range'; from: number; to: number }
  | { kind: 'all' }
  | { kind: 'clear' }

export type DataTableTexts<Row> = {
  label: string
  /** Where rows can be selected: what the two kinds of boxes are called. */
  select?: { all: string; row: (row: Row) => string }
  /** One sentence on the keyboard, read with the table. */
  keyboard: string
}

export type DataTableProps<Row> = {
  texts: DataTableTexts<Row>
  /** The chosen columns in order; those that do not fit leave by priority. */
  columns: readonly DataTableColumn<Row>[]
  rowCount: number
  /** A row that is not loaded yet is undefined and drawn as a skeleton. */
  rowAt: (index: number) => Row | undefined
  rowKey: (row: Row) => string
  rowHeight: number
  sort?: TableSort
  onSort?: (key: string) => void
  /** The rows on screen and a few around them; called when they change. */
  onVisibleRows?: (first: number, last: number) => void
  /** The row the keyboard stands on; -1 for none. */
  active: number
  onActive: (index: number) => void
  /** Key of the row whose details are open. */
  current?: string | null
  /** Left out, with `texts.select`, where rows cannot be selected. */
  selected?: ReadonlySet<string>
  onSelect?: (intent: SelectIntent) => void
  onOpen: (row: Row, index: number) => void
  /** A letter pressed on a row; true when it meant something. */
  onShortcut?: (key: string, row: Row | undefined) => boolean
  onMenu?: (row: Row, anchor: HTMLElement) => void
  onEscape?: () => void
  /** The list has become another one: back to the top. */
  listKey: string
  dimmed?: boolean
}
