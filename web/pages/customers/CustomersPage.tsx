// The customer list at /customers: brings together the list, the freshness of its data and the address. Entered by routes.tsx.
import { makeStyles, tokens } from '@fluentui/react-components'
import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { CustomerBrowser } from '../../features/customers/CustomerBrowser.tsx'
import { SelectionSync } from '../../features/sync/SelectionSync.tsx'
import { SyncFreshness, SyncNowButton } from '../../features/sync/SyncFreshness.tsx'
import { useSync } from '../../features/sync/sync.data.ts'
import { needTexts } from '../../i18n/i18n.ts'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { SkeletonLines } from '../../ui/Skeletons.tsx'

const CustomerReadings = lazy(() =>
  needTexts(async () => ({ default: (await import('./CustomerReadings.tsx')).CustomerReadings }), 'signInCauses'),
)

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    height: '100%',
    minHeight: '420px',
    gap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalXL} ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalL}`,
    '@media (max-width: 767px)': { padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}` },
  },
  link: { color: tokens.colorBrandForegroundLink },
})

const route = getRouteApi('/framed/customers')

export function CustomersPage() {
  const styles = useStyles()
  const { t } = useTranslation(['customers', 'common'])
  const address = route.useSearch()
  const navigate = route.useNavigate()
  const status = useSync()
  return (
    <div className={styles.root}>
      <PageHeader title={t('title')} actions={<SyncFreshness />} />
      <CustomerBrowser
        address={address}
        onAddress={(search, how) => void navigate({ search, replace: how === 'replace', resetScroll: false })}
        sync={{ first: status?.first ?? false, nextDueAt: status?.nextDueAt ?? null, nowButton: <SyncNowButton /> }}
        freshness={(tenantId) => (
          <Suspense fallback={<SkeletonLines count={3} label={t('loading', { ns: 'common' })} />}>
            <CustomerReadings tenantId={tenantId} />
          </Suspense>
        )}
        syncSelection={(customers) => <SelectionSync customers={customers} />}
        pageLink={(tenantId) => (
          <Link to="/customers/$tenantId" params={{ tenantId }} search={{ tab: undefined }} className={styles.link}>
            {t('card.openPage')}
          </Link>
        )}
      />
    </div>
  )
}
