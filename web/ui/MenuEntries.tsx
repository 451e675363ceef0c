// What stands in a menu: actions, links, one-of and many-of choices, headings and lines. Drawn by Menu.
import { mergeClasses } from '@fluentui/react-components'
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark'
import { useMenuStyles } from './menu.styles.ts'
import type { MenuEntry, Picked } from './menu-entry.ts'
import { useGo } from './use-go.ts'

type MenuEntriesProps = {
  entries: readonly MenuEntry[]
  picked: Picked
  onPick: ((group: string, keys: string[]) => void) | undefined
  /** Called when an entry was used that ends the menu. */
  onDone: () => void
}

export function MenuEntries({ entries, ...more }: MenuEntriesProps) {
  return entries.map((entry) => <Entry key={entry.key} entry={entry} {...more} />)
}

type EntryOf<K extends MenuEntry['kind']> = Extract<MenuEntry, { kind: K }>
type EntryProps = Omit<MenuEntriesProps, 'entries'> & { entry: MenuEntry }

function Entry({ entry, picked, onPick, onDone }: EntryProps) {
  const styles = useMenuStyles()
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
      return <Act entry={entry} onDone={onDone} />
    case 'link':
      return <Following entry={entry} onDone={onDone} />
    default:
      return <Choice entry={entry} chosen={picked[entry.group] ?? []} onPick={onPick} onDone={onDone} />
  }
}

type ChoiceProps = Pick<MenuEntriesProps, 'onPick' | 'onDone'> & { entry: EntryOf<'one' | 'many'>; chosen: readonly string[] }

function Choice({ entry, chosen, onPick, onDone }: ChoiceProps) {
  const styles = useMenuStyles()
  const { kind, group, key, label } = entry
  const on = chosen.includes(key)
  const why = kind === 'one' ? entry.disabledWhy : undefined
  const pick = () => {
    if (why !== undefined) return
    if (kind === 'one') {
      onDone()
      onPick?.(group, [key])
    } else onPick?.(group, on ? chosen.filter((other) => other !== key) : [...chosen, key])
  }
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles that this button may have take aria-checked.
    <button
      type="button"
      role={kind === 'one' ? 'menuitemradio' : 'menuitemcheckbox'}
      aria-checked={on}
      aria-disabled={why !== undefined || undefined}
      tabIndex={-1}
      lang={kind === 'one' ? entry.lang : undefined}
      className={mergeClasses(styles.item, styles.entry, why !== undefined && styles.off)}
      onClick={pick}
    >
      <CheckmarkRegular className={mergeClasses(styles.icon, !on && styles.hidden)} aria-hidden />
      <Words label={label} note={why} />
    </button>
  )
}

function Act({ entry, onDone }: Pick<MenuEntriesProps, 'onDone'> & { entry: EntryOf<'act'> }) {
  const styles = useMenuStyles()
  const { label, icon, hint, disabledWhy: why, act } = entry
  return (
    <button
      type="button"
      role="menuitem"
      aria-disabled={why !== undefined || undefined}
      tabIndex={-1}
      className={mergeClasses(styles.item, styles.entry, why !== undefined && styles.off)}
      onClick={() => {
        if (why !== undefined) return
        onDone()
        act()
      }}
    >
      <span className={styles.icon}>{icon}</span>
      <Words label={label} note={why} />
      {hint && <span className={styles.hint}>{hint}</span>}
    </button>
  )
}

function Following({ entry, onDone }: Pick<MenuEntriesProps, 'onDone'> & { entry: EntryOf<'link'> }) {
  const styles = useMenuStyles()
  const go = useGo()
  const { label, note, icon, href, newTab } = entry
  return (
    <a
      role="menuitem"
      tabIndex={-1}
      className={mergeClasses(styles.item, styles.entry)}
      href={href}
      target={newTab ? '_blank' : undefined}
      rel="noreferrer"
      onClick={(event) => {
        if (!newTab) go(event)
        onDone()
      }}
    >
      <span className={styles.icon}>{icon}</span>
      <Words label={label} note={note} />
    </a>
  )
}

function Words({ label, note }: { label: string; note: string | undefined }) {
  const styles = useMenuStyles()
  return (
    <span>
      {label}
      {note && <span className={styles.note}>{note}</span>}
    </span>
  )
}
