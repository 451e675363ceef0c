// The one table of the product: virtualised rows of a fixed height, sorting, selection and a full keyboard, as an ARIA grid.
// Focus stays on the grid and the active row is named by aria-activedescendant, so a row that scrolls away never takes the focus along.
import { mergeClasses } from '@fluentui/react-components'
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type MouseEvent, useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { BodyRow } from './BodyRow.tsx'
import { selectColumnPx, useTableStyles } from './data-table.styles.ts'
import { fitColumns, gridTemplate } from './fit-columns.ts'
import { HeaderRow } from './HeaderRow.tsx'
import { rowTop, scrollScale, scrollTopToReveal, visibleRows } from './scroll-scale.ts'
import type { DataTableProps } from './table-types.ts'
import { useTableKeys } from './use-table-keys.ts'

const headPx = 37
const overscan = 6
const narrowPx = 560

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { texts, rowCount, rowAt, rowKey, rowHeight, active, selected, listKey } = props
  const styles = useTableStyles()
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const size = useInnerSize(scroller)
  const viewport = Math.max(size.height - headPx, rowHeight)
  const narrow = size.width > 0 && size.width < narrowPx
  const { columns, template } = useFittingColumns(props.columns, size.width, narrow)
  const scale = useMemo(() => scrollScale(rowCount, rowHeight, viewport), [rowCount, rowHeight, viewport])
  const rangeExtractor = useCallback(
    (range: Range) => {
      // Scaled, a screenful of scrolling spans more rows than fit; only those that fit are drawn.
      const endIndex = Math.min(range.endIndex, range.startIndex + Math.ceil(viewport / rowHeight) + 1)
      const indexes = defaultRangeExtractor({ ...range, endIndex })
      return active >= 0 && active < rowCount && !indexes.includes(active) ? [...indexes, active] : indexes
    },
    [active, rowCount, viewport, rowHeight],
  )
  const virtualizer = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => scale.pitch,
    paddingEnd: scale.paddingEnd,
    overscan,
    rangeExtractor,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights are remembered until told otherwise.
  useLayoutEffect(() => void virtualizer.measure(), [scale.pitch])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list starts at its top.
  useLayoutEffect(() => void scroller.current?.scrollTo({ top: 0 }), [listKey])

  const scrollTop = virtualizer.scrollOffset ?? 0
  const { first, last } = visibleRows(scale, scrollTop, viewport, overscan)
  const { onVisibleRows } = props
  useEffect(() => void onVisibleRows?.(first, last), [onVisibleRows, first, last])

  const reveal = (index: number) => {
    const element = scroller.current
    const top = element && scrollTopToReveal(scale, index, element.scrollTop, viewport)
    if (top !== null) element?.scrollTo({ top })
  }
  const pageRows = () => Math.max(1, Math.floor(viewport / rowHeight) - 1)
  const { onKeyDown, anchor } = useTableKeys(props, { grid: () => scroller.current, reveal, pageRows })
  const pointer = usePointer(props, anchor)
  const allState = selected.size === 0 ? 'none' : selected.size >= rowCount ? 'all' : 'some'

  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtualised table has no real <table> rows; the grid role carries counts and indexes.
    <div
      ref={scroller}
      role="grid"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a grid is the focus stop of its rows.
      tabIndex={0}
      className={styles.scroller}
      aria-label={texts.label}
      aria-description={texts.keyboard}
      aria-rowcount={rowCount + 1}
      aria-multiselectable="true"
      aria-activedescendant={active >= 0 && active < rowCount ? `${id}-${active}` : undefined}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (event.target === event.currentTarget && active < 0 && rowCount > 0 && event.currentTarget.matches(':focus-visible'))
          props.onActive(Math.ceil(scrollTop / scale.pitch))
      }}
    >
      <HeaderRow
        columns={columns}
        template={template}
        sort={props.sort}
        onSort={props.onSort}
        selectAll={
          narrow
            ? null
            : { label: texts.selectAll, state: allState, onToggle: () => props.onSelect({ kind: allState === 'all' ? 'clear' : 'all' }) }
        }
        onLeave={() => scroller.current?.focus()}
      />
      <div
        role="rowgroup"
        className={mergeClasses(styles.body, props.dimmed && styles.dimmed)}
        style={{ height: virtualizer.getTotalSize() }}
        {...pointer}
      >
        {virtualizer.getVirtualItems().map(({ index }) => {
          const row = rowAt(index)
          const key = row === undefined ? '' : rowKey(row)
          return (
            <BodyRow
              key={index}
              id={`${id}-${index}`}
              row={row}
              index={index}
              top={rowTop(scale, index, scrollTop)}
              height={rowHeight}
              columns={columns}
              template={template}
              active={index === active}
              current={row !== undefined && key === props.current}
              selected={row !== undefined && selected.has(key)}
              narrow={narrow}
              selectLabel={narrow ? null : texts.selectRow}
            />
          )
        })}
      </div>
    </div>
  )
}

function useFittingColumns<Row>(all: DataTableProps<Row>['columns'], width: number, narrow: boolean) {
  return useMemo(() => {
    if (narrow || width === 0) {
      const columns = all.flatMap((column) => (column.narrowWidth ? [{ ...column, minWidth: column.narrowWidth }] : []))
      return { columns, template: narrow ? gridTemplate(columns) : `${selectColumnPx}px ${gridTemplate(columns)}` }
    }
    const columns = fitColumns(all, width - selectColumnPx)
    return { columns, template: `${selectColumnPx}px ${gridTemplate(columns)}` }
  }, [all, width, narrow])
}

function useInnerSize(scroller: { current: HTMLElement | null }) {
  const [size, setSize] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const read = () =>
      setSize((before) => {
        const { clientWidth: width, clientHeight: height } = element
        return before.width === width && before.height === height ? before : { width, height }
      })
    read()
    const observer = new ResizeObserver(read)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])
  return size
}

/** Clicks are caught once for all rows: open, select with Ctrl or Shift, the row's menu on the other button. */
function usePointer<Row>(props: DataTableProps<Row>, anchor: { current: number }) {
  const rowOf = (event: MouseEvent) => {
    const index = Number((event.target as HTMLElement).closest<HTMLElement>('[data-index]')?.dataset.index ?? -1)
    return { index, row: index >= 0 ? props.rowAt(index) : undefined }
  }
  const onClick = (event: MouseEvent) => {
    const { index, row } = rowOf(event)
    const target = event.target as HTMLElement
    if (row === undefined || target.closest('a, button')) return
    const box = target.closest('[data-select]')
    // A click on the label comes again as a click on its checkbox.
    if (box && target.tagName !== 'INPUT') return
    props.onActive(index)
    if (event.shiftKey) props.onSelect({ kind: 'range', from: anchor.current, to: index })
    else {
      anchor.current = index
      if (box || event.ctrlKey || event.metaKey) props.onSelect({ kind: 'toggle', index })
      else props.onOpen(row, index)
    }
  }
  const onContextMenu = (event: MouseEvent) => {
    const { index, row } = rowOf(event)
    const element = (event.target as HTMLElement).closest<HTMLElement>('[data-index]')
    if (row === undefined || !element || !props.onMenu || (event.target as HTMLElement).closest('a')) return
    event.preventDefault()
    props.onActive(index)
    props.onMenu(row, element.querySelector<HTMLElement>('[data-row-menu]') ?? element)
  }
  const onMouseDown = (event: MouseEvent) => {
    // Shift extends the selection of rows, not of text.
    if (event.shiftKey) event.preventDefault()
  }
  return { onClick, onContextMenu, onMouseDown }
}
