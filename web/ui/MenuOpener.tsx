// A button with a small menu, on the browser's own popover: a click outside and Escape close it, and the focus goes back. For the top bar and the sign-in page.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { useBarButtonStyles } from './bar-button-styles.ts'
import { MenuEntries } from './MenuEntries.tsx'
import type { MenuEntry } from './menu-entry.ts'

const useStyles = makeStyles({
  menu: {
    inset: 'auto',
    margin: 0,
    minWidth: '200px',
    maxWidth: 'min(320px, calc(100vw - 16px))',
    padding: '4px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow16,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
})

export type MenuOpenerProps = {
  label: string
  /** What the button shows. */
  children: ReactNode
  entries: readonly MenuEntry[]
  chosen?: string
  onChoose?: (value: string) => void
  /** `bar`: on the coloured top bar. `page`: on a page's own background. */
  place?: MenuPlace
}

export type MenuPlace = 'bar' | 'page'

export function MenuOpener({ label, children, entries, chosen, onChoose, place = 'bar' }: MenuOpenerProps) {
  const styles = useStyles()
  const bar = useBarButtonStyles()
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        className={mergeClasses(bar.button, place === 'page' && bar.onPage)}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
      >
        {children}
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={label}
        className={styles.menu}
        onBeforeToggle={(event) => {
          if (event.newState === 'open') placeBelow(button.current, menu.current)
          setOpen(event.newState === 'open')
        }}
        onToggle={(event) => event.newState === 'open' && focusFirst(event.currentTarget)}
        onKeyDown={walk}
      >
        {open && (
          <MenuEntries
            entries={entries}
            chosen={chosen}
            onDone={(value) => {
              menu.current?.hidePopover()
              if (value) onChoose?.(value)
            }}
          />
        )}
      </div>
    </>
  )
}

const itemsOf = (menu: HTMLElement | null): HTMLElement[] => [...(menu?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])]

function focusFirst(menu: HTMLElement): void {
  const items = itemsOf(menu)
  const chosen = items.find((item) => item.ariaChecked === 'true')
  ;(chosen ?? items[0])?.focus()
}

/** Under the button, on the side where there is room. */
function placeBelow(button: HTMLElement | null, menu: HTMLElement | null): void {
  if (!button || !menu) return
  const box = button.getBoundingClientRect()
  const onLeft = box.left + box.width / 2 < window.innerWidth / 2
  const roomBelow = window.innerHeight - box.bottom > 220
  menu.style.left = onLeft ? `${Math.max(box.left, 4)}px` : 'auto'
  menu.style.right = onLeft ? 'auto' : `${Math.max(window.innerWidth - box.right, 4)}px`
  menu.style.top = roomBelow ? `${box.bottom + 4}px` : 'auto'
  menu.style.bottom = roomBelow ? 'auto' : `${window.innerHeight - box.top + 4}px`
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const items = itemsOf(event.currentTarget)
  const at = items.indexOf(document.activeElement as HTMLElement)
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
  if (event.key === 'Tab') event.currentTarget.hidePopover()
  if (next === undefined) return
  event.preventDefault()
  items.at(next % items.length)?.focus()
}
