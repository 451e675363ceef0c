// The keyboard of a DataTable: turns key presses into moves, selection and calls. Entered by DataTable.
import { type KeyboardEvent, useRef } from 'react'
import { actOfKey, type GridAct } from './grid-keys.ts'
import type { DataTableProps } from './table-types.ts'

type Doors = { grid: () => HTMLElement | null; reveal: (index: number) => void; pageRows: () => number }

export function useTableKeys<Row>(props: DataTableProps<Row>, doors: Doors) {
  const anchor = useRef(0)
  const perform = (act: GridAct): boolean => performAct(act, props, { ...doors, anchor })
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const onControl = event.target !== event.currentTarget
    // A button or link in the row keeps its own Enter and Space.
    if (onControl && (event.key === 'Enter' || event.key === ' ' || event.key === 'Tab')) return
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event
    const act = actOfKey(
      { key, shift: shiftKey, ctrl: ctrlKey || metaKey, alt: altKey },
      { active: props.active, rowCount: props.rowCount, pageRows: doors.pageRows() },
    )
    if (!act || !perform(act)) return
    event.preventDefault()
    event.stopPropagation()
  }
  return { onKeyDown, anchor }
}

type ActDoors = Doors & { anchor: { current: number } }

function performAct<Row>(act: GridAct, props: DataTableProps<Row>, doors: ActDoors): boolean {
  const { active } = props
  const row = active >= 0 ? props.rowAt(active) : undefined
  switch (act.act) {
    case 'move':
    case 'extend': {
      if (act.act === 'move') doors.anchor.current = act.to
      else props.onSelect?.({ kind: 'range', from: doors.anchor.current, to: act.to })
      props.onActive(act.to)
      doors.reveal(act.to)
      doors.grid()?.focus({ preventScroll: true })
      return true
    }
    case 'toggle':
      if (active < 0) return false
      doors.anchor.current = active
      props.onSelect?.({ kind: 'toggle', index: active })
      return true
    case 'extendHere':
      if (active < 0) return false
      props.onSelect?.({ kind: 'range', from: doors.anchor.current, to: active })
      return true
    case 'selectAll':
      props.onSelect?.({ kind: 'all' })
      return true
    case 'clear':
      if (props.selected?.size) props.onSelect?.({ kind: 'clear' })
      else props.onEscape?.()
      return true
    case 'open':
      if (row !== undefined) props.onOpen(row, active)
      return row !== undefined
    case 'menu':
      return openMenu(row, props, doors)
    case 'intoRow':
      return stepIntoRow(act.step, doors.grid())
    case 'shortcut':
      return props.onShortcut?.(act.key, row) ?? false
  }
}

function openMenu<Row>(row: Row | undefined, props: DataTableProps<Row>, { grid }: Doors): boolean {
  const element = grid()?.querySelector<HTMLElement>('[data-active="true"]')
  if (row === undefined || !element || !props.onMenu) return false
  props.onMenu(row, element.querySelector<HTMLElement>('[data-row-menu]') ?? element)
  return true
}

/** Right goes along the buttons of the active row, left back and out to the row itself. */
function stepIntoRow(step: 1 | -1, grid: HTMLElement | null): boolean {
  const row = grid?.querySelector<HTMLElement>('[data-active="true"]')
  if (!grid || !row) return false
  const stops = [...row.querySelectorAll<HTMLElement>('[data-row-stop]')]
  const at = stops.indexOf(document.activeElement as HTMLElement)
  const next = at + step
  if (next < 0) grid.focus({ preventScroll: true })
  else stops[next]?.focus({ preventScroll: true })
  return at >= 0 || step === 1
}
