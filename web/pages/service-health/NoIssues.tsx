// Why a list of incidents and advisories is empty, and what to do: nothing found, filtered out, or indeed nothing.
import { Button } from '@fluentui/react-components'
import { HeartPulseRegular } from '@fluentui/react-icons/svg/heart-pulse'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import { useTranslation } from 'react-i18next'
import { type HealthAddress, isNarrowed } from '../../features/service-health/health-address.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'

type NoIssuesProps = { address: HealthAddress; view: 'open' | 'past'; onClear: () => void }

export function NoIssues({ address, view, onClear }: NoIssuesProps) {
  const { t } = useTranslation('serviceHealth')
  const search = address.search?.trim()
  if (search || isNarrowed(address))
    return (
      <EmptyState
        icon={<SearchRegular />}
        title={search ? t('empty.search.title', { search }) : t('empty.issues.title')}
        actions={<Button onClick={onClear}>{t('filter.clear')}</Button>}
      >
        {search ? t('empty.search.why') : t('empty.issues.why')}
      </EmptyState>
    )
  return (
    <EmptyState icon={<HeartPulseRegular />} title={t(`empty.${view}.title`)}>
      {t(`empty.${view}.why`)}
    </EmptyState>
  )
}
