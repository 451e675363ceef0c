// What stands in a menu: choices of which one is on, links, headings. Drawn by MenuOpener.tsx while the menu is open.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark'
import type { MenuEntry } from './menu-entry.ts'

const useStyles = makeStyles({
  item: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: tokens.spacingHorizontalS,
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
  icon: { flexShrink: 0, width: '20px', height: '20px', fontSize: '20px', color: tokens.colorNeutralForeground2 },
  notChosen: { visibility: 'hidden' },
  note: { display: 'block', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, color: tokens.colorNeutralForeground2 },
  group: {
    margin: '4px 0',
    padding: '10px 8px 4px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
  },
})

export type MenuEntriesProps = {
  entries: readonly MenuEntry[]
  chosen?: string
  /** Called when an entry was used, with the value of a choice. */
  onDone: (value?: string) => void
}

export function MenuEntries({ entries, chosen, onDone }: MenuEntriesProps) {
  return entries.map((entry) => <Entry key={entry.label} entry={entry} chosen={chosen} onDone={onDone} />)
}

function Entry({ entry, chosen, onDone }: Omit<MenuEntriesProps, 'entries'> & { entry: MenuEntry }) {
  const styles = useStyles()
  if (entry.kind === 'group') {
    return (
      <div role="presentation" className={styles.group}>
        {entry.label}
      </div>
    )
  }
  if (entry.kind === 'choice') {
    const on = entry.value === chosen
    return (
      <button
        type="button"
        role="menuitemradio"
        aria-checked={on}
        tabIndex={-1}
        lang={entry.lang}
        className={styles.item}
        onClick={() => onDone(entry.value)}
      >
        <CheckmarkRegular className={mergeClasses(styles.icon, !on && styles.notChosen)} aria-hidden />
        {entry.label}
      </button>
    )
  }
  return (
    <a
      role="menuitem"
      tabIndex={-1}
      href={entry.href}
      target={entry.newTab ? '_blank' : undefined}
      rel="noreferrer"
      className={styles.item}
      onClick={() => onDone()}
    >
      <span className={styles.icon}>{entry.icon}</span>
      <span>
        {entry.label}
        {entry.note && <span className={styles.note}>{entry.note}</span>}
      </span>
    </a>
  )
}
