// What stands below the filters: the table, the invitation to search, an empty state, a failure, or skeleton rows. Entered by CustomerBrowser.
import { useTranslation } from 'react-i18next'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { CustomerTable, type CustomerTableProps } from './CustomerTable.tsx'
import { ListEmpty, type ListEmptyProps } from './ListEmpty.tsx'
import type { ListAddress, ListState } from './list-state.ts'
import { searchFieldId } from './SearchField.tsx'
import { SearchFirst } from './SearchFirst.tsx'
import type { LoadedList } from './use-customer-list.ts'

type ListAreaProps = Omit<CustomerTableProps, 'list' | 'state'> & {
  address: ListAddress
  state: ListState | undefined
  list: LoadedList | undefined
  sync: ListEmptyProps['sync']
  onClearFilters: () => void
}

export function ListArea(props: ListAreaProps) {
  const { address, state, list, overview, sync, onChange, onClearFilters, ...table } = props
  const { t } = useTranslation()
  if (state?.mode === 'searchFirst')
    return (
      <SearchFirst
        total={overview?.total ?? 0}
        onSearch={() => document.getElementById(searchFieldId)?.focus()}
        onShowAll={() => onChange({ all: '1' })}
      />
    )
  if (list?.error && list.rowCount === 0)
    return (
      <div style={{ padding: 24 }}>
        <ErrorPanel error={list.error} onRetry={list.retry} bare />
      </div>
    )
  if (!state || !list)
    return (
      <div style={{ padding: '24px 20px' }}>
        <SkeletonLines count={12} label={t('loading')} />
      </div>
    )
  if (list.total === 0 && !list.waiting)
    return (
      <div style={{ height: '100%', overflow: 'auto' }}>
        <ListEmpty
          {...{ state, address, sync, onClearFilters }}
          recentDays={overview?.limits.recentDays ?? 14}
          onAllCustomers={() => onChange({ view: 'all', sort: undefined, direction: undefined })}
        />
      </div>
    )
  return <CustomerTable {...table} {...{ list, state, overview, onChange }} />
}
