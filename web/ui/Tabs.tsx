// The tabs of a page: one tab stop, arrow keys walk along, on a phone the chosen one scrolls into view. Entered by pages with several parts.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { type KeyboardEvent, useEffect } from 'react'
import { useSidewaysStyles } from './sideways-styles.ts'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    gap: '4px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media print': { display: 'none' },
  },
  tab: {
    position: 'relative',
    flexShrink: 0,
    height: '40px',
    padding: '0 10px',
    border: 'none',
    background: 'none',
    color: tokens.colorNeutralForeground2,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    cursor: 'pointer',
    ':hover': { color: tokens.colorNeutralForeground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    '::after': { content: '""', position: 'absolute', left: '10px', right: '10px', bottom: 0, height: '3px', borderRadius: '2px 2px 0 0' },
  },
  on: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    '::after': { backgroundColor: tokens.colorCompoundBrandStroke },
  },
  count: { marginInlineStart: '6px', color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums', fontWeight: 'normal' },
})

export type TabsProps<Key extends string> = {
  label: string
  tabs: readonly { key: Key; label: string; count?: string }[]
  chosen: Key
  /** The element whose content the tabs change; it is labelled by `<panelId>-<key>`. */
  panelId: string
  onTab: (key: Key) => void
}

export function Tabs<Key extends string>({ label, tabs, chosen, panelId, onTab }: TabsProps<Key>) {
  const styles = useStyles()
  const sideways = useSidewaysStyles()
  // A page that comes by its address shows its tab too.
  useEffect(() => {
    void document.getElementById(`${panelId}-${chosen}`)?.scrollIntoView({ inline: 'nearest', block: 'nearest' })
  }, [panelId, chosen])
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const at = tabs.findIndex(({ key }) => key === chosen)
    const next = step !== 0 && tabs[(at + step + tabs.length) % tabs.length]
    if (!next) return
    event.preventDefault()
    onTab(next.key)
    document.getElementById(`${panelId}-${next.key}`)?.focus()
  }
  return (
    <div role="tablist" aria-label={label} className={mergeClasses(styles.root, sideways.row)} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.key}
          id={`${panelId}-${tab.key}`}
          type="button"
          role="tab"
          aria-selected={tab.key === chosen}
          aria-controls={panelId}
          tabIndex={tab.key === chosen ? 0 : -1}
          className={mergeClasses(styles.tab, tab.key === chosen && styles.on)}
          onClick={() => onTab(tab.key)}
        >
          {tab.label}
          {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
        </button>
      ))}
    </div>
  )
}
