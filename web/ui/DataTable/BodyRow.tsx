// One row of a DataTable, or its skeleton while it is not loaded. Plain elements only: dozens are drawn on every scroll. Entered by DataTable.
// biome-ignore-all lint/a11y/useSemanticElements: a virtualised table has no real <table> rows.
// biome-ignore-all lint/a11y/useFocusableInteractive: focus stays on the grid, which names its active row by aria-activedescendant.
import { mergeClasses } from '@fluentui/react-components'
import { type CSSProperties, memo } from 'react'
import { useTableStyles } from './data-table.styles.ts'
import type { DataTableColumn } from './table-types.ts'

export type BodyRowProps<Row> = {
  id: string
  row: Row | undefined
  index: number
  top: number
  height: number
  columns: readonly DataTableColumn<Row>[]
  template: string
  shown: ReadonlySet<string>
  active: boolean
  current: boolean
  selected: boolean
  narrow: boolean
  /** Null where rows cannot be selected. */
  selectLabel: ((row: Row) => string) | null
}

function DrawnRow<Row>(props: BodyRowProps<Row>) {
  const { id, row, index, top, height, columns, template, shown, active, current, selected, narrow, selectLabel } = props
  const styles = useTableStyles()
  const style: CSSProperties = { transform: `translateY(${top}px)`, height, gridTemplateColumns: template }
  return (
    <div
      role="row"
      id={id}
      aria-rowindex={index + 2}
      aria-selected={selectLabel ? selected : undefined}
      aria-current={current || undefined}
      aria-busy={row === undefined || undefined}
      data-index={index}
      data-active={active}
      className={mergeClasses(
        styles.row,
        row === undefined && styles.rowWaiting,
        selected && styles.rowSelected,
        current && styles.rowCurrent,
      )}
      style={style}
    >
      {selectLabel && (
        <div role="gridcell" className={styles.selectCell}>
          {row !== undefined && (
            <label className={styles.checkbox} data-on-hover="select" data-select>
              <input type="checkbox" className={styles.box} tabIndex={-1} checked={selected} readOnly aria-label={selectLabel(row)} />
            </label>
          )}
        </div>
      )}
      {columns.map((column) => (
        <div
          key={column.key}
          role="gridcell"
          data-column={column.key}
          className={mergeClasses(styles.cell, column.align === 'end' && styles.end)}
        >
          {row === undefined ? bar(styles.bar, index, column.key) : column.cell(row, { narrow, active, height, shown })}
        </div>
      ))}
    </div>
  )
}

export const BodyRow = memo(DrawnRow) as typeof DrawnRow

/** Bars of uneven length read as text that is on its way. */
const bar = (className: string, index: number, column: string) => (
  <span aria-hidden="true" className={className} style={{ width: `${35 + ((index * 29 + column.length * 17) % 45)}%` }} />
)
