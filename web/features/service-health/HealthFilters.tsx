// The filters of service health, each a chip whose value lives in the address: state or kind, flagged customers, tag, country. Entered by the
// pages; the message center has those of whose customers in its own row.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/format.ts'
import { ChipMenu } from '../../ui/ChipMenu.tsx'
import { healthStates } from '../../ui/health-states.ts'
import { useSidewaysStyles } from '../../ui/sideways-styles.ts'
import { ToggleChip } from '../../ui/ToggleChip.tsx'
import type { HealthAddress } from './health-address.ts'

const useStyles = makeStyles({
  // On a phone the chips are one line that scrolls sideways: the room belongs to what they filter.
  root: {
    display: 'flex',
    flex: '1 1 auto',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    minWidth: 0,
    '@media (max-width: 767px)': { flex: '1 1 100%', margin: '-2px', paddingBlock: '2px', paddingInlineStart: '2px' },
    '@media print': { display: 'none' },
  },
})

export type TagName = { tagId: string; name: string }

export type WhoseFiltersProps = {
  address: HealthAddress
  onChange: (change: Partial<HealthAddress>) => void
  countries: readonly string[]
  tags: readonly TagName[]
}

export type HealthFiltersProps = WhoseFiltersProps & {
  /** `state`: of services. `kind`: of issues. */
  first: 'state' | 'kind' | null
}

export function HealthFilters({ first, ...props }: HealthFiltersProps) {
  const styles = useStyles()
  const sideways = useSidewaysStyles()
  return (
    <div className={mergeClasses(styles.root, sideways.row)}>
      {first === 'state' && <StateFilter {...props} />}
      {first === 'kind' && <KindFilter {...props} />}
      <WhoseFilters {...props} />
    </div>
  )
}

/** Of which customers; chips without a row of their own, for a row within a row would be squeezed to nothing on a phone. */
export function WhoseFilters(props: WhoseFiltersProps) {
  return (
    <>
      <FlaggedFilter {...props} />
      <TagFilter {...props} />
      <CountryFilter {...props} />
    </>
  )
}

/** What every chip with a cross says when it is set. */
function useClear({ onChange }: WhoseFiltersProps) {
  const { t } = useTranslation('serviceHealth')
  return (set: boolean, what: string, change: Partial<HealthAddress>) =>
    set ? { label: t('filter.clearOne', { what }), act: () => onChange(change) } : undefined
}

function StateFilter(props: WhoseFiltersProps) {
  const { t } = useTranslation(['serviceHealth', 'common'])
  const format = useFormat()
  const clear = useClear(props)
  const picked = healthStates.filter((state) => props.address.state?.split(',').includes(state))
  return (
    <ChipMenu
      label={t('filter.state')}
      value={picked.length > 0 ? format.list(picked.map((state) => t(`common:health.${state}`))) : undefined}
      entries={healthStates.map((state) => ({ kind: 'many', key: state, group: 'state', label: t(`common:health.${state}`) }))}
      picked={{ state: picked }}
      onPick={(_, keys) => props.onChange({ state: healthStates.filter((state) => keys.includes(state)).join(',') || undefined })}
      clear={clear(picked.length > 0, t('filter.state'), { state: undefined })}
    />
  )
}

const kinds = ['incident', 'advisory'] as const

function KindFilter(props: WhoseFiltersProps) {
  const { t } = useTranslation('serviceHealth')
  const clear = useClear(props)
  const { kind } = props.address
  return (
    <ChipMenu
      label={t('filter.kind')}
      value={kind && t(`classification.${kind}`)}
      entries={kinds.map((key) => ({ kind: 'one', key, group: 'kind', label: t(`classification.${key}`) }))}
      picked={{ kind: kind ? [kind] : [] }}
      onPick={(_, [picked]) => props.onChange({ kind: kinds.find((key) => key === picked) })}
      clear={clear(kind !== undefined, t('filter.kind'), { kind: undefined })}
    />
  )
}

function FlaggedFilter({ address, onChange }: WhoseFiltersProps) {
  const { t } = useTranslation('serviceHealth')
  return (
    <ToggleChip on={address.flagged === '1'} label={t('filter.flagged')} onToggle={(on) => onChange({ flagged: on ? '1' : undefined })} />
  )
}

function TagFilter(props: WhoseFiltersProps) {
  const { t } = useTranslation('serviceHealth')
  const format = useFormat()
  const clear = useClear(props)
  const { tags, address } = props
  const picked = tags.filter(({ tagId }) => address.tag?.split(',').includes(tagId))
  if (tags.length === 0) return null
  return (
    <ChipMenu
      label={t('filter.tag')}
      value={picked.length > 0 ? format.list(picked.map(({ name }) => name)) : undefined}
      entries={tags.map(({ tagId, name }) => ({ kind: 'many', key: tagId, group: 'tag', label: name }))}
      picked={{ tag: picked.map(({ tagId }) => tagId) }}
      onPick={(_, keys) => props.onChange({ tag: keys.join(',') || undefined })}
      clear={clear(picked.length > 0, t('filter.tag'), { tag: undefined })}
    />
  )
}

function CountryFilter(props: WhoseFiltersProps) {
  const { t } = useTranslation('serviceHealth')
  const format = useFormat()
  const clear = useClear(props)
  const { country } = props.address
  if (!country && props.countries.length === 0) return null
  const countries = props.countries.map((code) => ({ code, name: format.country(code) })).toSorted((a, b) => format.compare(a.name, b.name))
  return (
    <ChipMenu
      label={t('filter.country')}
      value={country && format.country(country)}
      entries={countries.map(({ code, name }) => ({ kind: 'one', key: code, group: 'country', label: name }))}
      picked={{ country: country ? [country] : [] }}
      onPick={(_, [picked]) => props.onChange({ country: picked })}
      clear={clear(country !== undefined, t('filter.country'), { country: undefined })}
    />
  )
}
