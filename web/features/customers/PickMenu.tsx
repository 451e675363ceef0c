// A menu at any element, on the browser's own popover: actions, links, one-of and many-of choices. Loaded when first opened; entered by use-pick-menu.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark'
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react'
import type { PickEntry, Picked } from './pick-entry.ts'
import { useGo } from './use-go.ts'

const useStyles = makeStyles({
  menu: {
    inset: 'auto',
    margin: 0,
    minWidth: '220px',
    maxWidth: 'min(360px, calc(100vw - 16px))',
    overflowY: 'auto',
    padding: '4px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow16,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  item: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr) auto',
    gap: '0 8px',
    alignItems: 'start',
    width: '100%',
    minHeight: '36px',
    padding: '8px 12px 8px 8px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: 'inherit',
    font: 'inherit',
    textAlign: 'start',
    textDecorationLine: 'none',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  off: { color: tokens.colorNeutralForegroundDisabled, cursor: 'not-allowed', ':hover': { backgroundColor: 'transparent' } },
  icon: { width: '20px', height: '20px', fontSize: '20px', color: tokens.colorNeutralForeground2 },
  hidden: { visibility: 'hidden' },
  hint: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  why: { display: 'block', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  line: { height: '1px', margin: '4px', backgroundColor: tokens.colorNeutralStroke2 },
  head: {
    padding: '8px 8px 4px',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
  },
})

export type PickMenuProps = {
  anchor: HTMLElement
  label: string
  entries: readonly PickEntry[]
  picked?: Picked
  onPick?: (group: string, keys: string[]) => void
  onClose: () => void
}

export function PickMenu({ anchor, label, entries, picked, onPick, onClose }: PickMenuProps) {
  const styles = useStyles()
  const menu = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = menu.current
    if (!element) return
    element.showPopover()
    placeAt(anchor, element)
    const items = itemsOf(element)
    ;(items.find((item) => item.ariaChecked === 'true') ?? items[0])?.focus()
  }, [anchor])
  useEffect(() => {
    const element = menu.current
    // The press that closes the menu may be on its own anchor, which would open it again.
    const onToggle = (event: Event) => (event as ToggleEvent).newState === 'closed' && onClose()
    element?.addEventListener('toggle', onToggle)
    return () => element?.removeEventListener('toggle', onToggle)
  }, [onClose])
  const done = () => {
    menu.current?.hidePopover()
    ;(anchor.tabIndex >= 0 ? anchor : anchor.closest<HTMLElement>('[role="grid"]'))?.focus()
  }
  return (
    <div ref={menu} popover="auto" role="menu" tabIndex={-1} aria-label={label} className={styles.menu} onKeyDown={walk}>
      {entries.map((entry) => (
        <Entry key={entry.key} entry={entry} picked={picked ?? {}} onPick={onPick} onDone={done} />
      ))}
    </div>
  )
}

type EntryProps = { entry: PickEntry; picked: Picked; onPick: PickMenuProps['onPick']; onDone: () => void }

function Entry({ entry, picked, onPick, onDone }: EntryProps) {
  const styles = useStyles()
  switch (entry.kind) {
    case 'line':
      // biome-ignore lint/a11y/useSemanticElements: <hr> is no child a menu may have by every checker.
      return <div role="separator" className={styles.line} />
    case 'head':
      return (
        <div role="presentation" className={styles.head}>
          {entry.label}
        </div>
      )
    case 'act':
    case 'link':
      return <Doing entry={entry} onDone={onDone} />
    default: {
      const chosen = picked[entry.group] ?? []
      const on = chosen.includes(entry.key)
      const why = entry.kind === 'one' ? entry.disabledWhy : undefined
      const pick = () => {
        if (why !== undefined) return
        if (entry.kind === 'one') {
          onDone()
          onPick?.(entry.group, [entry.key])
        } else onPick?.(entry.group, on ? chosen.filter((key) => key !== entry.key) : [...chosen, entry.key])
      }
      return (
        // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles that this button may have take aria-checked.
        <button
          type="button"
          role={entry.kind === 'one' ? 'menuitemradio' : 'menuitemcheckbox'}
          aria-checked={on}
          aria-disabled={why !== undefined || undefined}
          tabIndex={-1}
          className={mergeClasses(styles.item, why !== undefined && styles.off)}
          onClick={pick}
        >
          <CheckmarkRegular className={mergeClasses(styles.icon, !on && styles.hidden)} aria-hidden />
          <span>
            {entry.label}
            {why && <span className={styles.why}>{why}</span>}
          </span>
        </button>
      )
    }
  }
}

function Doing({ entry, onDone }: { entry: Extract<PickEntry, { kind: 'act' | 'link' }>; onDone: () => void }) {
  const styles = useStyles()
  const go = useGo()
  const icon = <span className={styles.icon}>{entry.icon}</span>
  if (entry.kind === 'link')
    return (
      <a
        role="menuitem"
        tabIndex={-1}
        className={styles.item}
        href={entry.href}
        target={entry.newTab ? '_blank' : undefined}
        rel="noreferrer"
        onClick={(event) => {
          if (!entry.newTab) go(event)
          onDone()
        }}
      >
        {icon}
        <span>{entry.label}</span>
      </a>
    )
  const { disabledWhy: why, act } = entry
  return (
    <button
      type="button"
      role="menuitem"
      aria-disabled={why !== undefined || undefined}
      tabIndex={-1}
      className={mergeClasses(styles.item, why !== undefined && styles.off)}
      onClick={() => {
        if (why !== undefined) return
        onDone()
        act()
      }}
    >
      {icon}
      <span>
        {entry.label}
        {why && <span className={styles.why}>{why}</span>}
      </span>
      {entry.hint && <span className={styles.hint}>{entry.hint}</span>}
    </button>
  )
}

const itemsOf = (menu: HTMLElement): HTMLElement[] => [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]')]

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

function walk(event: KeyboardEvent<HTMLElement>): void {
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
