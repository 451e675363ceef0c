// The customer list at /customers: brings together the list, the freshness of its data and the address. Entered by routes.tsx.
import { makeStyles, tokens } from '@fluentui/react-components'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { CustomerBrowser } from '../../features/customers/CustomerBrowser.tsx'
import { SyncFreshness, SyncNowButton } from '../../features/sync/SyncFreshness.tsx'
import { useSync } from '../../features/sync/sync.data.ts'
import { PageHeader } from '../../ui/PageHeader.tsx'

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
  const { t } = useTranslation('customers')
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
        pageLink={(tenantId) => (
          <Link to="/customers/$tenantId" params={{ tenantId }} search={{ tab: undefined }} className={styles.link}>
            {t('card.openPage')}
          </Link>
        )}
      />
    </div>
  )
}
