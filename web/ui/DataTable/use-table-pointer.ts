// The pointer of a DataTable: clicks are caught once for all rows. Open, select with Ctrl or Shift, the row's menu on the other button. Entered by DataTable.
import type { MouseEvent } from 'react'
import type { DataTableProps } from './table-types.ts'

export function useTablePointer<Row>(props: DataTableProps<Row>, anchor: { current: number }) {
  const rowOf = (event: MouseEvent) => {
    const index = Number((event.target as HTMLElement).closest<HTMLElement>('[data-index]')?.dataset.index ?? -1)
    return { index, row: index >= 0 ? props.rowAt(index) : undefined }
  }
  const onClick = (event: MouseEvent) => {
    const { index, row } = rowOf(event)
    const target = event.target as HTMLElement
    if (row === undefined) return
    const control = target.closest('a, button')
    // A link marked data-open stands for its row; with Ctrl or Shift it is the browser's.
    if (control && !(control.hasAttribute('data-open') && event.defaultPrevented)) return
    const box = target.closest('[data-select]')
    // A click on the label comes again as a click on its checkbox.
    if (box && target.tagName !== 'INPUT') return
    props.onActive(index)
    if (event.shiftKey && props.onSelect) props.onSelect({ kind: 'range', from: anchor.current, to: index })
    else {
      anchor.current = index
      if (props.onSelect && (box || event.ctrlKey || event.metaKey)) props.onSelect({ kind: 'toggle', index })
      else props.onOpen(row, index)
    }
  }
  const onContextMenu = (event: MouseEvent) => {
    const { index, row } = rowOf(event)
    const target = event.target as HTMLElement
    const element = target.closest<HTMLElement>('[data-index]')
    // On a link the browser's own menu offers what people expect there.
    if (row === undefined || !element || !props.onMenu || target.closest('a')) return
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
