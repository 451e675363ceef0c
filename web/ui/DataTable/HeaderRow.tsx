// The sticky header of a DataTable: sorting and "select all". One tab stop; arrow keys walk along it. Entered by DataTable.
// biome-ignore-all lint/a11y/useSemanticElements: a virtualised table has no real <table> rows.
// biome-ignore-all lint/a11y/useFocusableInteractive: the button in a header takes the focus, not the header itself.
import { mergeClasses } from '@fluentui/react-components'
import type { KeyboardEvent } from 'react'
import { useTableStyles } from './data-table.styles.ts'
import type { DataTableColumn, TableSort } from './table-types.ts'

type HeaderRowProps<Row> = {
  columns: readonly DataTableColumn<Row>[]
  template: string
  sort: TableSort | undefined
  onSort: ((key: string) => void) | undefined
  selectAll: { label: string; state: 'all' | 'some' | 'none'; onToggle: () => void } | null
  onLeave: () => void
}

export function HeaderRow<Row>({ columns, template, sort, onSort, selectAll, onLeave }: HeaderRowProps<Row>) {
  const styles = useTableStyles()
  const firstSortable = columns.find((column) => column.sortable)?.key
  return (
    <div
      role="rowgroup"
      className={styles.head}
      style={{ gridTemplateColumns: template }}
      onKeyDown={(event) => walkHeader(event, onLeave)}
    >
      {/* The row itself takes no box, so that the header cells lie in the sticky grid. */}
      <div role="row" aria-rowindex={1} style={{ display: 'contents' }}>
        {selectAll && (
          <div role="columnheader" className={styles.selectCell}>
            <label className={styles.checkbox}>
              <input
                type="checkbox"
                className={styles.box}
                tabIndex={-1}
                aria-label={selectAll.label}
                title={selectAll.label}
                checked={selectAll.state === 'all'}
                ref={(box) => {
                  if (box) box.indeterminate = selectAll.state === 'some'
                }}
                onChange={selectAll.onToggle}
              />
            </label>
          </div>
        )}
        {columns.map((column) => (
          <HeaderCell key={column.key} column={column} sort={sort} onSort={onSort} tabStop={column.key === firstSortable} />
        ))}
      </div>
    </div>
  )
}

type HeaderCellProps<Row> = {
  column: DataTableColumn<Row>
  sort: TableSort | undefined
  onSort: ((key: string) => void) | undefined
  tabStop: boolean
}

function HeaderCell<Row>({ column, sort, onSort, tabStop }: HeaderCellProps<Row>) {
  const styles = useTableStyles()
  const sorted = sort?.key === column.key ? sort.direction : null
  const className = mergeClasses(styles.headCell, column.align === 'end' && styles.end)
  const text = <span className={column.hideHeader ? styles.hiddenText : styles.headText}>{column.header}</span>
  if (!column.sortable || !onSort)
    return (
      <div role="columnheader" className={className} title={column.hideHeader ? undefined : column.header}>
        {text}
      </div>
    )
  const ariaSort = sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : 'none'
  return (
    <div role="columnheader" className={className} aria-sort={ariaSort}>
      <button
        type="button"
        className={styles.sortButton}
        tabIndex={tabStop ? 0 : -1}
        title={column.header}
        onClick={() => onSort(column.key)}
      >
        {text}
        <span className={styles.arrow} aria-hidden="true">
          {sorted === 'asc' ? '▲' : sorted === 'desc' ? '▼' : ''}
        </span>
      </button>
    </div>
  )
}

function walkHeader(event: KeyboardEvent<HTMLElement>, onLeave: () => void): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button, input')]
  const at = buttons.indexOf(document.activeElement as HTMLElement)
  if (event.key === 'ArrowDown') onLeave()
  else if (event.key === 'ArrowRight') buttons[at + 1]?.focus()
  else if (event.key === 'ArrowLeft') buttons[at - 1]?.focus()
  else {
    // Enter and Space press the button; nothing here is meant for the rows below.
    event.stopPropagation()
    return
  }
  event.preventDefault()
  event.stopPropagation()
}
