// The customer list with everything around it: tabs, search, filters, table, card. All of its state lives in the address. Entered by CustomersPage.
import { makeStyles, tokens } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useCallback, useId, useMemo, useRef, useState } from 'react'
import type { CustomerRow, CustomerView } from '../../../contract/customers.ts'
import { useCustomerColumns } from './customer-columns.tsx'
import { loadedRow, useOverview } from './customers.data.ts'
import { FilterBar } from './FilterBar.tsx'
import { ListArea } from './ListArea.tsx'
import type { ListEmptyProps } from './ListEmpty.tsx'
import { useListPreferences } from './list-preferences.ts'
import { type ListAddress, listState, withoutFilters, withSearch } from './list-state.ts'
import { SearchField } from './SearchField.tsx'
import { SelectionBar } from './SelectionBar.tsx'
import { useCustomerList } from './use-customer-list.ts'
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
    '@media (max-width: 767px)': {
      flex: '1 1 100%',
      flexWrap: 'nowrap',
      overflowX: 'auto',
      scrollbarWidth: 'none',
      margin: '-2px',
      padding: '2px',
    },
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
}

export function CustomerBrowser({ address, onAddress, sync, pageLink }: CustomerBrowserProps) {
  const styles = useStyles()
  const panelId = useId()
  const overview = useOverview()
  const state = useMemo(() => listState(address, overview), [address, overview])
  const list = useCustomerList(state)
  const { marks, dialog } = useMarks()
  const selection = useSelection(list)
  const preferences = useListPreferences()
  const [downloading, setDownloading] = useState(false)
  const change = (part: Partial<ListAddress>) => onAddress({ ...address, ...part }, 'push')
  const { open, walk, close, pane } = useCard({ address, onAddress, marks, pageLink, panelId })
  const menuDoor = useRef<((row: CustomerRow, anchor: HTMLElement) => void) | null>(null)
  const onMenu = useCallback((row: CustomerRow, anchor: HTMLElement) => menuDoor.current?.(row, anchor), [])
  const columns = useCustomerColumns({ view: state?.view ?? 'all', search: state?.query.search, marks, onMenu })
  const search = useSearch(address, onAddress)
  const showView = (view: CustomerView) => change({ view, all: undefined, sort: undefined, direction: undefined, card: undefined })
  const toResults = (openFirst: boolean) => {
    const first = list?.rowAt(0)
    if (openFirst && first) open(first)
    gridIn(panelId)?.focus()
  }
  return (
    <div className={styles.root}>
      <ViewTabs view={state?.view} overview={overview} panelId={panelId} onView={showView} onDownload={() => setDownloading(true)} />
      <div className={styles.tools}>
        <SearchField value={address.search ?? ''} onChange={search} onToResults={toResults} />
        <div className={styles.chips}>
          {selection.rows.size > 0 ? (
            <SelectionBar selected={selection.rows} onClear={selection.clear} />
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
            onClearFilters={() => onAddress(withoutFilters(address), 'push')}
          />
        </div>
        {pane}
      </div>
      {dialog}
      {downloading && overview && (
        <Suspense>
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

/** Typing begins a search among all customers; emptying the field leads back to the view one came from. */
function useSearch(address: ListAddress, onAddress: CustomerBrowserProps['onAddress']) {
  const cameFrom = useRef<CustomerView | undefined>(undefined)
  return (search: string) => {
    if (!address.search?.trim()) cameFrom.current = address.view
    onAddress(withSearch(address, search, cameFrom.current), 'replace')
  }
}

type CardOptions = Pick<CustomerBrowserProps, 'address' | 'onAddress' | 'pageLink'> & { marks: Marks; panelId: string }

function useCard({ address, onAddress, pageLink, marks, panelId }: CardOptions) {
  const queries = useQueryClient()
  const phone = usePhone()
  const [walkedTo, setWalkedTo] = useState('')
  const { card } = address
  const latest = useRef({ address, onAddress })
  latest.current = { address, onAddress }
  const show = useCallback((tenantId: string | undefined, by: OpenedBy) => {
    const { address: now, onAddress: go } = latest.current
    setWalkedTo(by === 'walk' ? (tenantId ?? '') : '')
    if (now.card === tenantId) return document.querySelector<HTMLElement>('[data-card-title]')?.focus()
    go({ ...now, card: tenantId }, tenantId && by === 'choice' && !now.card ? 'push' : 'replace')
  }, [])
  const open = useCallback((row: CustomerRow) => show(row.tenantId, 'choice'), [show])
  const walk = useCallback((row: CustomerRow) => show(row.tenantId, 'walk'), [show])
  const close = () => {
    if (!latest.current.address.card) return
    show(undefined, 'choice')
    gridIn(panelId)?.focus()
  }
  const pane = card && (
    <Suspense>
      <CustomerPane
        tenantId={card}
        row={loadedRow(queries, card)}
        openedBy={walkedTo === card ? 'walk' : 'choice'}
        marks={marks}
        phone={phone}
        pageLink={pageLink(card)}
        onClose={close}
      />
    </Suspense>
  )
  return { open, walk, close, pane }
}
