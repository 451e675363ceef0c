// Why the list is empty and what to do about it: no flag yet, nothing opened yet, filters, or a search that finds nothing (S70, S71). Entered by the page.
import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { BuildingPeopleRegular } from '@fluentui/react-icons/svg/building-people'
import { FlagRegular } from '@fluentui/react-icons/svg/flag'
import { HistoryRegular } from '@fluentui/react-icons/svg/history'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { needTexts } from '../../i18n/i18n.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { When } from '../../ui/When.tsx'
import { isFiltered, type ListAddress, type ListState } from './list-state.ts'
import { useSettled } from './use-settled.ts'

const AbsencePanel = lazy(() => needTexts(async () => ({ default: (await import('./AbsencePanel.tsx')).AbsencePanel }), 'absence'))

/** How long the empty result must stand before Microsoft is asked why. */
const standsMs = 700

const useStyles = makeStyles({
  why: { display: 'block', textWrap: 'balance' },
  search: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 640px)',
    justifyContent: 'center',
    gap: tokens.spacingVerticalM,
    padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalXXXL}`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  reasons: {
    listStyleType: 'disc',
    margin: `${tokens.spacingVerticalS} 0 0`,
    paddingInlineStart: '20px',
    textAlign: 'start',
    display: 'grid',
    gap: tokens.spacingVerticalXS,
  },
})

export type ListEmptyProps = {
  state: ListState
  address: ListAddress
  /** When the next synchronisation starts, and a button to start one now for those who may. */
  sync: { first: boolean; nextDueAt: string | null; nowButton: ReactNode }
  recentDays: number
  onClearFilters: () => void
  onAllCustomers: () => void
}

export function ListEmpty(props: ListEmptyProps) {
  const { state, address, sync } = props
  if (state.query.search) return <NoResult {...props} />
  if (isFiltered(address)) return <FilteredOut {...props} />
  if (state.view === 'flagged') return <NoFlag {...props} />
  if (state.view === 'recent') return <NoRecent {...props} />
  return <NobodyYet sync={sync} />
}

/** Nobody found: what to try at once, and by itself why the customer may not be seen (B1). */
function NoResult(props: ListEmptyProps) {
  const { state, address, sync, onClearFilters, onAllCustomers } = props
  const styles = useStyles()
  const { t } = useTranslation('customers')
  const search = state.query.search ?? ''
  const stands = useSettled(search, standsMs)
  const filtered = isFiltered(address)
  return (
    <>
      <EmptyState
        icon={<SearchRegular />}
        title={t('empty.search.title', { search })}
        actions={
          <>
            {filtered && <Button onClick={onClearFilters}>{t('empty.clearFilters')}</Button>}
            {state.view !== 'all' && <Button onClick={onAllCustomers}>{t('empty.searchAll')}</Button>}
            {sync.nowButton}
          </>
        }
      />
      <div className={styles.search}>
        {stands ? (
          <Suspense fallback={<SkeletonLines count={3} label={t('empty.search.why')} />}>
            <AbsencePanel text={search} hidden sync={sync} otherwise={<Reasons {...props} filtered={filtered} />} />
          </Suspense>
        ) : (
          <SkeletonLines count={3} label={t('empty.search.why')} />
        )}
      </div>
    </>
  )
}

function Reasons({ state, sync, filtered }: ListEmptyProps & { filtered: boolean }) {
  const styles = useStyles()
  const { t } = useTranslation('customers')
  return (
    <div>
      <strong className={styles.why}>{t('empty.search.why')}</strong>
      <ul className={styles.reasons}>
        {filtered && <li>{t('empty.search.filters')}</li>}
        {state.view !== 'all' && <li>{t('empty.search.view')}</li>}
        <li>{t('empty.search.prefix')}</li>
        <li>
          {t('empty.search.new')} <NextSync {...sync} />
        </li>
        <li>{t('empty.search.other')}</li>
      </ul>
    </div>
  )
}

function NextSync({ nextDueAt, first }: ListEmptyProps['sync']) {
  const { t } = useTranslation('customers')
  if (first) return t('empty.firstSync')
  if (!nextDueAt || Date.parse(nextDueAt) < Date.now()) return t('empty.syncSoon')
  return (
    <>
      {t('empty.nextSync')} <When at={nextDueAt} />
    </>
  )
}

function FilteredOut({ onClearFilters }: ListEmptyProps) {
  const { t } = useTranslation('customers')
  return (
    <EmptyState
      icon={<SearchRegular />}
      title={t('empty.filters.title')}
      actions={<Button onClick={onClearFilters}>{t('empty.clearFilters')}</Button>}
    >
      {t('empty.filters.why')}
    </EmptyState>
  )
}

function NoFlag({ onAllCustomers }: ListEmptyProps) {
  const { t } = useTranslation('customers')
  return (
    <EmptyState
      icon={<FlagRegular />}
      title={t('empty.flagged.title')}
      actions={<Button onClick={onAllCustomers}>{t('empty.toAll')}</Button>}
    >
      {t('empty.flagged.what')}
    </EmptyState>
  )
}

function NoRecent({ onAllCustomers, recentDays }: ListEmptyProps) {
  const { t } = useTranslation('customers')
  return (
    <EmptyState
      icon={<HistoryRegular />}
      title={t('empty.recent.title')}
      actions={<Button onClick={onAllCustomers}>{t('empty.toAll')}</Button>}
    >
      {t('empty.recent.what', { days: recentDays })}
    </EmptyState>
  )
}

function NobodyYet({ sync }: Pick<ListEmptyProps, 'sync'>) {
  const { t } = useTranslation('customers')
  return (
    <EmptyState
      icon={<BuildingPeopleRegular />}
      title={sync.first ? t('empty.first.title') : t('empty.none.title')}
      actions={sync.nowButton}
    >
      {sync.first ? t('empty.first.what') : t('empty.none.what')}
    </EmptyState>
  )
}
