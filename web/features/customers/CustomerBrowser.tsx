// The customer list with everything around it: tabs, search, filters, table, card. All of its state lives in the address. Entered by CustomersPage.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useEffectEvent, useId, useMemo, useRef, useState } from 'react'
import type { CustomerRow, CustomerView } from '../../../contract/customers.ts'
import { OnItsWay } from '../../ui/OnItsWay.tsx'
import { useSidewaysStyles } from '../../ui/sideways-styles.ts'
import { useCustomerColumns } from './customer-columns.tsx'
import { loadedRow, useOverview } from './customers.data.ts'
import { FilterBar } from './FilterBar.tsx'
import { ListArea } from './ListArea.tsx'
import type { ListEmptyProps } from './ListEmpty.tsx'
import { useListPreferences } from './list-preferences.ts'
import { type ListAddress, listState, withoutFilters } from './list-state.ts'
import { SearchField, type TypingDoor } from './SearchField.tsx'
import { SelectionBar } from './SelectionBar.tsx'
import { type LoadedList, useCustomerList } from './use-customer-list.ts'
import { type GoTo, useListAddress } from './use-list-address.ts'
import { type Marks, useMarks } from './use-marks.tsx'
import type { OpenedBy } from './use-opening.ts'
import { usePhone } from './use-phone.ts'
import { useSelection } from './use-selection.ts'
import { ViewOptions } from './ViewOptions.tsx'
import { ViewTabs } from './ViewTabs.tsx'

const CustomerPane = lazy(async () => ({ default: (await import('./CustomerPane.tsx')).CustomerPane }))
const DownloadDialog = lazy(async () => ({ default: (await import('./DownloadDialog.tsx')).DownloadDialog }))

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0, gap: tokens.spacingVerticalM },
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS, '@media print': { display: 'none' } },
  // On a phone the chips are one line that scrolls sideways: the room belongs to the list.
  chips: {
    display: 'flex',
    flex: '1 1 auto',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    minWidth: 0,
    '@media (max-width: 767px)': { flex: '1 1 100%', margin: '-2px', paddingBlock: '2px', paddingInlineStart: '2px' },
  },
  end: { marginInlineStart: 'auto', flexShrink: 0 },
  split: {
    display: 'flex',
    flex: 1,
    minHeight: 0,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  list: { flex: 1, minWidth: 0, minHeight: 0 },
})

export type CustomerBrowserProps = {
  address: ListAddress
  onAddress: (next: ListAddress, how: 'push' | 'replace') => void
  sync: ListEmptyProps['sync']
  /** A link to the customer's own page, made by the router. */
  pageLink: (tenantId: string) => ReactNode
  /** B6: how fresh each thing known of a customer is, and reading selected customers now. */
  freshness: (tenantId: string) => ReactNode
  syncSelection: (customers: CustomerRow[]) => ReactNode
}

export function CustomerBrowser({ address, onAddress, sync, pageLink, freshness, syncSelection }: CustomerBrowserProps) {
  const styles = useStyles()
  const sideways = useSidewaysStyles()
  const panelId = useId()
  const overview = useOverview()
  const state = useMemo(() => listState(address, overview), [address, overview])
  const list = useCustomerList(state)
  const { marks, dialog } = useMarks()
  const selection = useSelection(list)
  const preferences = useListPreferences()
  const [downloading, setDownloading] = useState(false)
  const { goTo, search, typing, now } = useListAddress(address, onAddress)
  const change = (part: Partial<ListAddress>) => goTo((before) => ({ ...before, ...part }), 'push')
  const { open, walk, close, pane } = useCard({ address, goTo, now, marks, pageLink, freshness, panelId })
  const menuDoor = useRef<((row: CustomerRow, anchor: HTMLElement) => void) | null>(null)
  const onMenu = useCallback((row: CustomerRow, anchor: HTMLElement) => menuDoor.current?.(row, anchor), [])
  const columns = useCustomerColumns({ view: state?.view ?? 'all', search: list?.search, marks, onMenu })
  const showView = (view: CustomerView) => change({ view, all: undefined, sort: undefined, direction: undefined, card: undefined })
  const { toResults, forget } = useToResults({ list, shownSearch: state?.query.search ?? '', typing, open, panelId })
  return (
    <div className={styles.root}>
      <ViewTabs view={state?.view} overview={overview} panelId={panelId} onView={showView} onDownload={() => setDownloading(true)} />
      <div className={styles.tools}>
        <SearchField search={address.search ?? ''} onSearch={search} door={typing} onText={forget} onToResults={toResults} />
        <div className={mergeClasses(styles.chips, sideways.row)}>
          {selection.rows.size > 0 ? (
            <SelectionBar selection={selection} sync={syncSelection} />
          ) : (
            <FilterBar address={address} view={state?.view} overview={overview} onChange={change} />
          )}
          <span className={styles.end}>
            <ViewOptions columns={columns} preferences={preferences} />
          </span>
        </div>
      </div>
      <div className={styles.split}>
        <div id={panelId} role="tabpanel" className={styles.list}>
          <ListArea
            {...{ address, state, overview, list, columns, preferences, selection, marks, menuDoor, sync }}
            card={address.card}
            onChange={change}
            onOpen={open}
            onWalk={walk}
            onEscape={close}
            onClearFilters={() => goTo(withoutFilters, 'push')}
          />
        </div>
        {pane}
      </div>
      {dialog}
      {downloading && overview && (
        <Suspense fallback={<OnItsWay place="over" />}>
          <DownloadDialog
            query={state?.query ?? { view: 'all' }}
            viewTotal={state?.mode === 'searchFirst' ? undefined : list?.total}
            everyone={overview.total}
            onClose={() => setDownloading(false)}
          />
        </Suspense>
      )}
    </div>
  )
}

const gridIn = (panelId: string) => document.getElementById(panelId)?.querySelector<HTMLElement>('[role="grid"]')

type ToResults = {
  list: LoadedList | undefined
  /** What the list on screen was asked for. */
  shownSearch: string
  typing: TypingDoor
  open: (row: CustomerRow) => void
  panelId: string
}

/** From the field to its results. Enter opens the first of what was typed, not of the list that is still there from before. */
function useToResults({ list, shownSearch, typing, open, panelId }: ToResults) {
  const [wished, setWished] = useState<string | null>(null)
  const here = list !== undefined && !list.waiting && wished === shownSearch
  const openFirst = useEffectEvent(() => {
    const first = list?.rowAt(0)
    setWished(null)
    if (first) open(first)
    gridIn(panelId)?.focus()
  })
  useEffect(() => {
    if (here) openFirst()
  }, [here])
  const toResults = (openIt: boolean, text: string) => {
    typing.current?.settle()
    if (!openIt) gridIn(panelId)?.focus()
    else if (text.trim() === '') openFirst()
    else setWished(text.trim())
  }
  // Who types on no longer wishes for what was there.
  return { toResults, forget: useCallback(() => setWished(null), []) }
}

type CardOptions = Pick<CustomerBrowserProps, 'address' | 'pageLink' | 'freshness'> & {
  goTo: GoTo
  now: () => ListAddress
  marks: Marks
  panelId: string
}

function useCard({ address, goTo, now, pageLink, freshness, marks, panelId }: CardOptions) {
  const queries = useQueryClient()
  const phone = usePhone()
  const [walkedTo, setWalkedTo] = useState('')
  const { card } = address
  const show = useCallback(
    (tenantId: string | undefined, by: OpenedBy) => {
      const { card: before } = now()
      setWalkedTo(by === 'walk' ? (tenantId ?? '') : '')
      if (before === tenantId) return document.querySelector<HTMLElement>('[data-card-title]')?.focus()
      goTo((address) => ({ ...address, card: tenantId }), tenantId && by === 'choice' && !before ? 'push' : 'replace')
    },
    [goTo, now],
  )
  const open = useCallback((row: CustomerRow) => show(row.tenantId, 'choice'), [show])
  const walk = useCallback((row: CustomerRow) => show(row.tenantId, 'walk'), [show])
  const close = () => {
    if (!now().card) return
    show(undefined, 'choice')
    gridIn(panelId)?.focus()
  }
  const pane = card && (
    <Suspense fallback={<OnItsWay place={phone ? 'over' : 'beside'} />}>
      <CustomerPane
        tenantId={card}
        row={loadedRow(queries, card)}
        openedBy={walkedTo === card ? 'walk' : 'choice'}
        marks={marks}
        phone={phone}
        pageLink={pageLink(card)}
        freshness={freshness(card)}
        onClose={close}
      />
    </Suspense>
  )
  return { open, walk, close, pane }
}
