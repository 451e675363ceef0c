// Settings > Limits: how many customers each list may hold.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LimitsForm } from '../../features/settings/LimitsForm.tsx'
import { limitsQuery } from '../../features/settings/limits.data.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { useLinkStyles } from '../../ui/link-styles.ts'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { Tile } from '../../ui/Tile.tsx'

export function LimitsPage() {
  const link = useLinkStyles()
  const { t } = useTranslation(['settings', 'common'])
  const { data: limits, error, refetch } = useQuery(limitsQuery)
  return (
    <Page narrow>
      <nav aria-label={t('title')}>
        <Link to="/settings" className={link.link}>
          {t('limits.back')}
        </Link>
      </nav>
      <PageHeader title={t('limits')} lead={t('limits.lead')} />
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
