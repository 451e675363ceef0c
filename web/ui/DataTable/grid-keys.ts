// What a key press means in a DataTable, as data. Entered by DataTable; no effects here.

export type GridKey = { key: string; shift: boolean; ctrl: boolean; alt: boolean }
export type GridState = { active: number; rowCount: number; pageRows: number }
export type GridAct =
  | { act: 'move'; to: number }
  | { act: 'extend'; to: number }
  | { act: 'toggle' }
  | { act: 'extendHere' }
  | { act: 'selectAll' }
  | { act: 'clear' }
  | { act: 'open' }
  | { act: 'menu' }
  | { act: 'intoRow'; step: 1 | -1 }
  | { act: 'shortcut'; key: string }

/** The act a key stands for, or null when the key is not the table's business. */
export function actOfKey(press: GridKey, state: GridState): GridAct | null {
  if (press.alt) return null
  const target = moveTarget(press, state)
  if (target !== null) {
    const to = Math.max(0, Math.min(state.rowCount - 1, target))
    return press.shift ? { act: 'extend', to } : { act: 'move', to }
  }
  if (press.key === ' ') return press.shift ? { act: 'extendHere' } : { act: 'toggle' }
  if (press.ctrl) return press.key.toLowerCase() === 'a' ? { act: 'selectAll' } : null
  return plainAct(press)
}

function moveTarget({ key }: GridKey, { active, rowCount, pageRows }: GridState): number | null {
  if (rowCount === 0) return null
  const from = Math.max(active, 0)
  switch (key) {
    case 'ArrowDown':
      return active < 0 ? 0 : from + 1
    case 'ArrowUp':
      return from - 1
    case 'PageDown':
      return from + pageRows
    case 'PageUp':
      return from - pageRows
    case 'Home':
      return 0
    case 'End':
      return rowCount - 1
    default:
      return null
  }
}

function plainAct({ key, shift }: GridKey): GridAct | null {
  switch (key) {
    case 'Enter':
      return { act: 'open' }
    case 'Escape':
      return { act: 'clear' }
    case 'ContextMenu':
      return { act: 'menu' }
    case 'F10':
      return shift ? { act: 'menu' } : null
    case 'ArrowRight':
      return { act: 'intoRow', step: 1 }
    case 'ArrowLeft':
      return { act: 'intoRow', step: -1 }
    default:
      return key.length === 1 ? { act: 'shortcut', key: key.toLowerCase() } : null
  }
}
