// The keyboard of an open menu: arrows, Home, End and first letters move, Tab closes. Entered by Menu.
import type { KeyboardEvent } from 'react'

const itemsOf = (menu: HTMLElement): HTMLElement[] => [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]')]

/** What is chosen already, otherwise the first entry. */
export function focusFirst(menu: HTMLElement): void {
  const items = itemsOf(menu)
  ;(items.find((item) => item.ariaChecked === 'true') ?? items[0])?.focus()
}

export function walkMenu(event: KeyboardEvent<HTMLElement>): void {
  event.stopPropagation()
  const items = itemsOf(event.currentTarget)
  const at = items.indexOf(document.activeElement as HTMLElement)
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key] ?? letterPlace(event, items, at)
  if (event.key === 'Tab') event.currentTarget.hidePopover()
  if (next === undefined) return
  event.preventDefault()
  items.at(next % items.length)?.focus()
}

/** A letter goes to the next entry that begins with it: country lists are long. */
function letterPlace({ key, ctrlKey, metaKey }: KeyboardEvent, items: readonly HTMLElement[], at: number): number | undefined {
  if (key.length !== 1 || key === ' ' || ctrlKey || metaKey) return undefined
  const begins = (item: HTMLElement | undefined) => item?.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()) ?? false
  const step = items.findIndex((_, i) => begins(items[(at + 1 + i) % items.length]))
  return step < 0 ? undefined : at + 1 + step
}
