// What a reader prefers of the list, kept in this browser: row height and columns. Entered by the page.
import { useState } from 'react'

export type Density = 'comfortable' | 'compact'
export const rowHeightOf: Record<Density, number> = { comfortable: 44, compact: 32 }

type Preferences = { density: Density; columns: Record<string, boolean> }

const storageKey = 'tenantry-customer-list'
const usual: Preferences = { density: 'comfortable', columns: {} }

function read(): Preferences {
  try {
    const stored = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Preferences>
    return { density: stored.density === 'compact' ? 'compact' : 'comfortable', columns: stored.columns ?? {} }
  } catch {
    return usual
  }
}

export function useListPreferences() {
  const [preferences, setPreferences] = useState(read)
  const change = (part: Partial<Preferences>) =>
    setPreferences((before) => {
      const next = { ...before, ...part }
      try {
        localStorage.setItem(storageKey, JSON.stringify(next))
      } catch {
        // A private window keeps the choice as long as the page.
      }
      return next
    })
  return { ...preferences, change }
}

/** Whether a column shows: the reader's choice, otherwise the column's own default. */
export const isColumnShown = (column: { key: string; optional?: boolean; fixed?: boolean }, chosen: Record<string, boolean>): boolean =>
  column.fixed || (chosen[column.key] ?? !column.optional)
