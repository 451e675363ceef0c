// The one table of the product: virtualised rows of a fixed height, sorting, selection and a full keyboard, as an ARIA grid.
// Focus stays on the grid and the active row is named by aria-activedescendant, so a row that scrolls away never takes the focus along.
// biome-ignore-all lint/a11y/useSemanticElements: a virtualised table has no real <table> rows; the grid roles carry counts and indexes.
import { mergeClasses } from '@fluentui/react-components'
import { type ReactNode, useId, useMemo, useRef } from 'react'
import { BodyRow } from './BodyRow.tsx'
import { selectColumnPx, useTableStyles } from './data-table.styles.ts'
import { fitColumns, gridTemplate } from './fit-columns.ts'
import { HeaderRow } from './HeaderRow.tsx'
import type { DataTableProps } from './table-types.ts'
import { useTableKeys } from './use-table-keys.ts'
import { useTablePointer } from './use-table-pointer.ts'
import { useInnerSize, useVirtualRows } from './use-virtual-rows.ts'

const narrowPx = 560
/** A narrow row holds two lines and is meant for fingers, whatever height is preferred. */
const narrowRowPx = 44

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { texts, rowCount, rowAt, rowKey, active, selected = nothing, onSelect } = props
  const styles = useTableStyles()
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const size = useInnerSize(scroller)
  const narrow = size.width > 0 && size.width < narrowPx
  const rowHeight = narrow ? Math.max(props.rowHeight, narrowRowPx) : props.rowHeight
  const { columns, template, shown } = useFittingColumns(props.columns, size.width, { narrow, select: onSelect !== undefined })
  const { rows, mostRows, height, firstInView, pageRows, reveal } = useVirtualRows(scroller, {
    ...props,
    rowHeight,
    innerHeight: size.height,
  })
  const { onKeyDown, anchor } = useTableKeys(props, { grid: () => scroller.current, reveal, pageRows })
  const pointer = useTablePointer(props, anchor)
  const allState: 'none' | 'some' | 'all' = selected.size === 0 ? 'none' : selected.size >= rowCount ? 'all' : 'some'
  const drawRow = ({ index, top }: { index: number; top: number }): ReactNode => {
    const row = rowAt(index)
    const key = row === undefined ? null : rowKey(row)
    return (
      <BodyRow
        // Rows that are on their way hold nothing of their own: scrolled through, the same few are used again and again.
        key={row === undefined && index !== active ? `waiting ${index % mostRows}` : index}
        id={`${id}-${index}`}
        {...{ row, index, top, columns, template, shown, narrow }}
        height={rowHeight}
        active={index === active}
        current={key !== null && key === props.current}
        selected={key !== null && selected.has(key)}
        selectLabel={narrow ? null : (texts.select?.row ?? null)}
      />
    )
  }
  const selectAll = texts.select && {
    label: texts.select.all,
    state: allState,
    onToggle: () => onSelect?.({ kind: allState === 'all' ? 'clear' : 'all' }),
  }
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      className={styles.scroller}
      aria-label={texts.label}
      aria-description={texts.keyboard}
      aria-rowcount={rowCount + 1}
      aria-multiselectable={onSelect ? true : undefined}
      aria-activedescendant={active >= 0 && active < rowCount ? `${id}-${active}` : undefined}
      onKeyDown={onKeyDown}
      onFocus={({ target, currentTarget }) => {
        if (target === currentTarget && active < 0 && rowCount > 0 && currentTarget.matches(':focus-visible')) props.onActive(firstInView)
      }}
    >
      <HeaderRow
        {...{ columns, template }}
        sort={props.sort}
        onSort={props.onSort}
        selectAll={narrow ? null : (selectAll ?? null)}
        onLeave={() => scroller.current?.focus()}
      />
      <div role="rowgroup" className={mergeClasses(styles.body, props.dimmed && styles.dimmed)} style={{ height }} {...pointer}>
        {rows.map(drawRow)}
      </div>
    </div>
  )
}

const nothing: ReadonlySet<string> = new Set()

type Room = { narrow: boolean; select: boolean }

function useFittingColumns<Row>(all: DataTableProps<Row>['columns'], width: number, { narrow, select }: Room) {
  return useMemo(() => {
    const selectPx = select && !narrow ? selectColumnPx : 0
    const columns =
      narrow || width === 0
        ? all.flatMap((column) => (column.narrowWidth ? [{ ...column, minWidth: column.narrowWidth }] : []))
        : fitColumns(all, width - selectPx)
    const template = gridTemplate(columns)
    return { columns, template: selectPx ? `${selectPx}px ${template}` : template, shown: keysOf(columns) }
  }, [all, width, narrow, select])
}

const keysOf = (columns: readonly { key: string }[]): ReadonlySet<string> => new Set(columns.map(({ key }) => key))
