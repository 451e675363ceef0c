// The filters above the list, each a chip whose value lives in the address: what Home led to, show (S59-S61), health, delegation,
// country, tag (B13), left. Entered by the page.
import { makeStyles, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/format.ts'
import { ChipMenu } from '../../ui/ChipMenu.tsx'
import { type HealthState, healthStates } from '../../ui/health-states.ts'
import type { MenuEntry } from '../../ui/menu-entry.ts'
import { ToggleChip } from '../../ui/ToggleChip.tsx'
import { type CustomersOverview, type CustomerView, type DelegationState, delegationStates, endsSoonDays } from './contract-values.ts'
import type { ListAddress } from './list-state.ts'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    minWidth: 0,
    '@media (max-width: 767px)': { flexWrap: 'nowrap', flexShrink: 0 },
  },
})

export type FilterBarProps = {
  address: ListAddress
  view: CustomerView | undefined
  overview: CustomersOverview | undefined
  onChange: (change: Partial<ListAddress>) => void
}

export function FilterBar(props: FilterBarProps) {
  const styles = useStyles()
  return (
    <div className={styles.root}>
      <PinnedFilter {...props} />
      <EndFilter {...props} />
      <ShowFilter {...props} />
      <HealthFilter {...props} />
      <DelegationFilter {...props} />
      <CountryFilter {...props} />
      <TagFilter {...props} />
      <LeftFilter {...props} />
      {props.view === 'recent' && <RecentOrder {...props} />}
    </div>
  )
}

const shown = ['all', 'flagged', 'recent'] as const

/** S59: the three filters of the original; S60, D1: «Aucun» only below the small-partner limit. */
function ShowFilter({ address, view, overview, onChange }: FilterBarProps) {
  const { t } = useTranslation('customers')
  const allowed = overview?.noneFilterAvailable ?? true
  const why = overview && !allowed ? t('show.notNone', { below: overview.limits.smallPartnerBelow }) : undefined
  const entries: MenuEntry[] = shown.map((key) => ({
    kind: 'one',
    key,
    group: 'show',
    label: t(`show.${key}`),
    disabledWhy: key === 'all' ? why : undefined,
  }))
  const value =
    view === 'all' && !allowed ? (address.all && !address.search ? t('show.whole') : t('show.search')) : view && t(`show.${view}`)
  return (
    <ChipMenu
      label={t('filter.show')}
      value={value}
      entries={entries}
      picked={{ show: view && !(view === 'all' && !allowed) ? [view] : [] }}
      onPick={(_, [picked]) => onChange({ view: picked as CustomerView, all: undefined })}
    />
  )
}

function HealthFilter({ address, onChange }: FilterBarProps) {
  const { t } = useTranslation(['customers', 'common'])
  const format = useFormat()
  const picked = healthStates.filter((state) => address.health?.split(',').includes(state))
  const nameOf = (state: HealthState) => t(`health.${state}`, { ns: 'common' })
  return (
    <ChipMenu
      label={t('filter.health')}
      value={picked.length > 0 ? format.list(picked.map(nameOf)) : undefined}
      entries={healthStates.map((state) => ({ kind: 'many', key: state, group: 'health', label: nameOf(state) }))}
      picked={{ health: picked }}
      onPick={(_, keys) => onChange({ health: healthStates.filter((state) => keys.includes(state)).join(',') || undefined })}
      clear={
        picked.length > 0
          ? { label: t('filter.clearOne', { what: t('filter.health') }), act: () => onChange({ health: undefined }) }
          : undefined
      }
    />
  )
}

function DelegationFilter({ address, onChange }: FilterBarProps) {
  const { t } = useTranslation(['customers', 'common'])
  const format = useFormat()
  const picked = (address.delegation ?? '')
    .split(',')
    .filter((state): state is DelegationState => delegationStates.some((known) => known === state))
  const nameOf = (state: DelegationState) => t(`delegation.${state}`, { ns: 'common' })
  const soon = String(endsSoonDays)
  const entries: MenuEntry[] = [
    ...delegationStates.map((state) => ({ kind: 'many', key: state, group: 'delegation', label: nameOf(state) }) as const),
    { kind: 'line', key: 'line' },
    { kind: 'many', key: soon, group: 'end', label: t('filter.endsWithin', { days: endsSoonDays }) },
  ]
  return (
    <ChipMenu
      label={t('filter.delegation')}
      value={picked.length > 0 ? format.list(picked.map(nameOf)) : undefined}
      entries={entries}
      picked={{ delegation: picked, end: address.endsWithin ? [address.endsWithin] : [] }}
      onPick={(group, keys) =>
        onChange(
          group === 'end'
            ? { endsWithin: keys.at(-1) }
            : { delegation: delegationStates.filter((state) => keys.includes(state)).join(',') || undefined },
        )
      }
      clear={
        picked.length > 0
          ? { label: t('filter.clearOne', { what: t('filter.delegation') }), act: () => onChange({ delegation: undefined }) }
          : undefined
      }
    />
  )
}

/** Home leads here. It stands first, where a phone shows it without scrolling. */
function EndFilter({ address, onChange }: FilterBarProps) {
  const { t } = useTranslation('customers')
  if (!address.endsWithin) return null
  return (
    <ToggleChip
      on
      label={t('filter.endsWithin', { days: Number(address.endsWithin) })}
      onToggle={() => onChange({ endsWithin: undefined })}
    />
  )
}

function CountryFilter({ address, overview, onChange }: FilterBarProps) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const { country } = address
  if (!country && !overview?.countries.length) return null
  const countries = (overview?.countries ?? [])
    .map((code) => ({ code, name: format.country(code) }))
    .toSorted((a, b) => format.compare(a.name, b.name))
  return (
    <ChipMenu
      label={t('filter.country')}
      value={country && format.country(country)}
      entries={countries.map(({ code, name }) => ({ kind: 'one', key: code, group: 'country', label: name }))}
      picked={{ country: country ? [country] : [] }}
      onPick={(_, [picked]) => onChange({ country: picked })}
      clear={
        country ? { label: t('filter.clearOne', { what: t('filter.country') }), act: () => onChange({ country: undefined }) } : undefined
      }
    />
  )
}

function TagFilter({ address, overview, onChange }: FilterBarProps) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const tags = overview?.tags
  const picked = (address.tag ?? '').split(',').filter(Boolean)
  if (picked.length === 0 && !tags?.length) return null
  const names = (tags ?? []).filter(({ tagId }) => picked.includes(tagId)).map(({ name }) => name)
  return (
    <ChipMenu
      label={t('filter.tag')}
      value={picked.length > 0 ? format.list(names) || '…' : undefined}
      entries={(tags ?? []).map(({ tagId, name }) => ({ kind: 'many', key: tagId, group: 'tag', label: name }))}
      picked={{ tag: picked }}
      onPick={(_, keys) => onChange({ tag: keys.join(',') || undefined })}
      clear={
        picked.length > 0 ? { label: t('filter.clearOne', { what: t('filter.tag') }), act: () => onChange({ tag: undefined }) } : undefined
      }
    />
  )
}

/** Where more are pinned than Home has room for, it leads here. */
function PinnedFilter({ address, onChange }: FilterBarProps) {
  const { t } = useTranslation('customers')
  if (!address.pinned) return null
  return <ToggleChip on label={t('filter.pinned')} onToggle={() => onChange({ pinned: undefined })} />
}

/** Customers that have left are kept; this shows them instead of the present ones. */
function LeftFilter({ address, overview, onChange }: FilterBarProps) {
  const { t } = useTranslation('customers')
  const on = address.departed === '1'
  const count = overview?.departed ?? 0
  if (!on && count === 0) return null
  return (
    <ToggleChip
      on={on}
      label={t('filter.left', { count })}
      title={t('filter.leftTitle')}
      onToggle={() => onChange({ departed: on ? undefined : '1' })}
    />
  )
}

/** D2: the order by number of visits is one click away, also where the columns do not fit. */
function RecentOrder({ address, onChange }: FilterBarProps) {
  const { t } = useTranslation('customers')
  return (
    <ToggleChip
      on={address.sort === 'visits'}
      label={t('recent.byVisits')}
      onToggle={(on) => onChange({ sort: on ? 'visits' : undefined, direction: undefined })}
    />
  )
}
