// A menu at any element, on the browser's own popover: a press outside and Escape close it. Loaded when first opened; entered by use-menu.
import { makeStyles, mergeClasses } from '@fluentui/react-components'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { MenuEntries } from './MenuEntries.tsx'
import { useMenuStyles } from './menu.styles.ts'
import type { MenuEntry, Picked } from './menu-entry.ts'
import { focusFirst, walkMenu } from './menu-keys.ts'

const useStyles = makeStyles({ menu: { minWidth: '220px', maxWidth: 'min(360px, calc(100vw - 16px))' } })

export type MenuProps = {
  anchor: HTMLElement
  label: string
  entries: readonly MenuEntry[]
  picked?: Picked
  onPick?: (group: string, keys: string[]) => void
  onClose: () => void
}

export function Menu({ anchor, label, entries, picked, onPick, onClose }: MenuProps) {
  const styles = useStyles()
  const look = useMenuStyles()
  const menu = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = menu.current
    if (!element) return
    element.showPopover()
    placeAt(anchor, element)
    focusFirst(element)
  }, [anchor])
  useEffect(() => {
    const element = menu.current
    const onToggle = (event: Event) => (event as ToggleEvent).newState === 'closed' && onClose()
    element?.addEventListener('toggle', onToggle)
    return () => element?.removeEventListener('toggle', onToggle)
  }, [onClose])
  const done = () => {
    menu.current?.hidePopover()
    ;(anchor.tabIndex >= 0 ? anchor : anchor.closest<HTMLElement>('[role="grid"]'))?.focus()
  }
  return (
    <div
      ref={menu}
      popover="auto"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      className={mergeClasses(look.surface, styles.menu)}
      onKeyDown={walkMenu}
    >
      <MenuEntries entries={entries} picked={picked ?? {}} onPick={onPick} onDone={done} />
    </div>
  )
}

const edge = 8

/** Under the anchor or above it, where there is more room, and never beyond the window. */
function placeAt(anchor: HTMLElement, menu: HTMLElement): void {
  const at = anchor.getBoundingClientRect()
  const { width, height } = menu.getBoundingClientRect()
  const below = window.innerHeight - at.bottom - edge
  const under = height <= below || below >= at.top
  menu.style.maxHeight = `${Math.max(160, Math.min(480, under ? below - 4 : at.top - edge - 4))}px`
  menu.style.top = under ? `${at.bottom + 4}px` : 'auto'
  menu.style.bottom = under ? 'auto' : `${window.innerHeight - at.top + 4}px`
  menu.style.left = `${Math.max(edge, Math.min(at.left, window.innerWidth - width - edge))}px`
}
