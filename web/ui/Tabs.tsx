// The tabs of a page: one tab stop, arrow keys walk along, on a phone the chosen one scrolls into view. Entered by pages with several parts.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useSidewaysStyles } from './sideways-styles.ts'
import { tabByArrow, useTabStyles } from './tab-styles.ts'

const useStyles = makeStyles({
  count: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums', fontWeight: 'normal' },
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
  const tab = useTabStyles()
  const sideways = useSidewaysStyles()
  const row = useRef<HTMLDivElement>(null)
  // On a phone the chosen one may lie beyond the edge. Only the row moves: a page that has just opened stays at its top.
  useEffect(() => {
    const element = document.getElementById(`${panelId}-${chosen}`)
    if (!element || !row.current) return
    const { left, right } = row.current.getBoundingClientRect()
    const at = element.getBoundingClientRect()
    if (at.left < left) row.current.scrollLeft += at.left - left
    else if (at.right > right) row.current.scrollLeft += at.right - right
  }, [panelId, chosen])
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = tabByArrow(
      event.key,
      tabs.map(({ key }) => key),
      chosen,
    )
    if (!next) return
    event.preventDefault()
    onTab(next)
    document.getElementById(`${panelId}-${next}`)?.focus()
  }
  return (
    <div ref={row} role="tablist" aria-label={label} className={mergeClasses(tab.row, sideways.row)} onKeyDown={onKeyDown}>
      {tabs.map(({ key, label: text, count }) => (
        <button
          key={key}
          id={`${panelId}-${key}`}
          type="button"
          role="tab"
          aria-selected={key === chosen}
          aria-controls={panelId}
          tabIndex={key === chosen ? 0 : -1}
          className={mergeClasses(tab.tab, key === chosen && tab.on)}
          onClick={() => onTab(key)}
        >
          {text}
          {count !== undefined && <span className={styles.count}>{count}</span>}
        </button>
      ))}
    </div>
  )
}
