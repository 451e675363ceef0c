// Settings > Limits: how many customers each list may hold.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { LimitsForm } from '../../features/settings/LimitsForm.tsx'
import { limitsQuery } from '../../features/settings/limits.data.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { Tile } from '../../ui/Tile.tsx'

export function LimitsPage() {
  const { t } = useTranslation(['settings', 'common'])
  const { data: limits, error, refetch } = useQuery(limitsQuery)
  return (
    <Page narrow>
      <PageHeader back={{ href: '/settings', text: t('limits.back') }} title={t('limits')} lead={t('limits.lead')} />
      {error && !limits ? (
        <ErrorPanel error={error} onRetry={() => void refetch()} />
      ) : (
        <Tile title={t('limits.inForce')}>
          {limits ? <LimitsForm limits={limits} /> : <SkeletonLines count={8} label={t('common:loading')} />}
        </Tile>
      )}
    </Page>
  )
}
