// Which columns fit a width: the least important go first, so that a name is never squeezed out. Entered by DataTable.

export type ColumnRoom = {
  key: string
  /** Least width in pixels. */
  minWidth: number
  /** Share of the room that is left over; 0 keeps the column at its least width. */
  grow: number
  /** Importance: 0 always stays, higher numbers leave earlier. */
  priority: number
}

/** The columns that fit `width`, in their given order. */
export function fitColumns<C extends ColumnRoom>(columns: readonly C[], width: number): C[] {
  const kept = new Set(columns)
  let needed = columns.reduce((sum, column) => sum + column.minWidth, 0)
  const leaving = columns.filter((column) => column.priority > 0).toSorted((a, b) => b.priority - a.priority)
  for (const column of leaving) {
    if (needed <= width) break
    kept.delete(column)
    needed -= column.minWidth
  }
  return columns.filter((column) => kept.has(column))
}

/** The columns as a CSS grid template. */
export function gridTemplate(columns: readonly ColumnRoom[]): string {
  return columns.map(({ minWidth, grow }) => (grow > 0 ? `minmax(${minWidth}px, ${grow}fr)` : `${minWidth}px`)).join(' ')
}
