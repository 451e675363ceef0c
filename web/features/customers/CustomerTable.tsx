// The list of customers in the DataTable: columns, row menu, keyboard, and "n of N" below. Entered by CustomerBrowser.
import { makeStyles } from '@fluentui/react-components'
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerRow, CustomersOverview } from '../../../contract/customers.ts'
import { DataTable } from '../../ui/DataTable/DataTable.tsx'
import { useMenu } from '../../ui/use-menu.tsx'
import type { Column } from './customer-columns.tsx'
import { ListFoot } from './ListFoot.tsx'
import { isColumnShown, rowHeightOf, type useListPreferences } from './list-preferences.ts'
import { type ListAddress, type ListQuery, type ListState, nextSort, sortShown } from './list-state.ts'
import { useRowMenu } from './row-menu.tsx'
import type { LoadedList } from './use-customer-list.ts'
import type { Marks } from './use-marks.tsx'
import type { Selection } from './use-selection.ts'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', minHeight: 0, height: '100%' },
  table: { flex: 1, minHeight: 0 },
})

export type CustomerTableProps = {
  list: LoadedList
  state: ListState
  overview: CustomersOverview | undefined
  columns: readonly Column[]
  preferences: ReturnType<typeof useListPreferences>
  selection: Selection
  marks: Marks
  card: string | undefined
  menuDoor: RefObject<((row: CustomerRow, anchor: HTMLElement) => void) | null>
  onChange: (change: Partial<ListAddress>) => void
  onOpen: (row: CustomerRow) => void
  onWalk: (row: CustomerRow) => void
  onEscape: () => void
}

export function CustomerTable(props: CustomerTableProps) {
  const { list, state, columns, preferences, selection, marks, card, onChange } = props
  const styles = useStyles()
  const texts = useTexts()
  const { active, onActive } = useActiveRow(props)
  const shown = useMemo(() => columns.filter((column) => isColumnShown(column, preferences.columns)), [columns, preferences.columns])
  const { menu, openMenu } = useTableMenu(props)
  const onShortcut = (key: string, row: CustomerRow | undefined) => {
    if (!row) return false
    if (key === 'f') marks.toggleFlag(row)
    else if (key === 'p') marks.togglePin(row)
    else return false
    return true
  }
  return (
    <div className={styles.root}>
      <div className={styles.table}>
        <DataTable
          texts={texts}
          columns={shown}
          rowCount={list.rowCount}
          rowAt={list.rowAt}
          rowKey={tenantOf}
          rowHeight={rowHeightOf[preferences.density]}
          sort={sortShown(state.query)}
          onSort={(key) => onChange(nextSort(state.query, key as NonNullable<ListQuery['sort']>))}
          onVisibleRows={list.onVisibleRows}
          active={active}
          onActive={onActive}
          current={card}
          selected={selection.keys}
          onSelect={selection.onSelect}
          onOpen={props.onOpen}
          onShortcut={onShortcut}
          onMenu={openMenu}
          onEscape={props.onEscape}
          listKey={list.listKey}
          dimmed={list.waiting}
        />
      </div>
      <ListFoot state={state} {...list} overview={props.overview} onShowAll={() => onChange({ all: '1' })} />
      {menu}
    </div>
  )
}

const tenantOf = (row: CustomerRow) => row.tenantId

/** With a card open, the arrow keys take the card along. */
function useActiveRow({ list, card, onWalk }: CustomerTableProps) {
  const [place, setPlace] = useState({ listKey: list.listKey, index: -1 })
  const known = place.listKey === list.listKey ? place.index : -1
  const active = known < 0 && card ? list.indexOf(card) : Math.min(known, list.rowCount - 1)
  const walking = useRef<number>(-1)
  const onActive = (index: number) => {
    setPlace({ listKey: list.listKey, index })
    const row = list.rowAt(index)
    walking.current = row ? -1 : index
    if (card && row && row.tenantId !== card) onWalk(row)
  }
  // A row that was still being fetched when one came to it: the card follows once it is here.
  const late = walking.current >= 0 ? list.rowAt(walking.current) : undefined
  useEffect(() => {
    if (!late || !card) return
    walking.current = -1
    if (late.tenantId !== card) onWalk(late)
  }, [late, card, onWalk])
  return { active, onActive }
}

function useTableMenu({ marks, onOpen, menuDoor }: CustomerTableProps) {
  const { t } = useTranslation('customers')
  const [row, setRow] = useState<CustomerRow | null>(null)
  const entriesOf = useRowMenu({ marks, onOpen })
  const { menu, toggleAt } = useMenu({ label: row ? t('row.more', { name: row.name }) : '', entries: entriesOf(row) })
  const openMenu = (of: CustomerRow, anchor: HTMLElement) => {
    setRow(of)
    toggleAt(anchor)
  }
  // The columns are made before the table, so their buttons reach the menu through this door.
  useEffect(() => {
    menuDoor.current = openMenu
  })
  return { menu, openMenu: useCallback((of: CustomerRow, anchor: HTMLElement) => menuDoor.current?.(of, anchor), [menuDoor]) }
}

function useTexts() {
  const { t, i18n } = useTranslation('customers')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language alone.
  return useMemo(
    () => ({
      label: t('table.label'),
      keyboard: t('table.keyboard'),
      select: { all: t('table.selectAll'), row: (row: CustomerRow) => t('table.selectRow', { name: row.name }) },
    }),
    [i18n.language],
  )
}
