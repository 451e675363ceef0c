// Service health at /service-health (S52): every service over all customers, all that goes on and all that is past. Entered by routes.tsx.
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { HeartPulseRegular } from '@fluentui/react-icons/svg/heart-pulse'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceHealth } from '../../../contract/service-health.ts'
import {
  choosesCustomers,
  type HealthAddress,
  isNarrowed,
  issuesQueryOf,
  servicesQueryOf,
  withoutFilters,
} from '../../features/service-health/health-address.ts'
import { IssueList } from '../../features/service-health/IssueList.tsx'
import { ServiceTable } from '../../features/service-health/ServiceTable.tsx'
import { serviceHealthQuery } from '../../features/service-health/service-health.data.ts'
import { useFormat } from '../../i18n/format.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { useLinkStyles } from '../../ui/link-styles.ts'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { StatusShape } from '../../ui/StatusBadge.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { HealthTools } from './HealthTools.tsx'
import { NoIssues } from './NoIssues.tsx'
import { ReadingState } from './ReadingState.tsx'

const useStyles = makeStyles({
  lead: { fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400, color: tokens.colorNeutralForeground1 },
  unknown: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '2px 8px', marginTop: '4px' },
  part: { display: 'grid', gap: tokens.spacingVerticalM, gridTemplateColumns: 'minmax(0, 1fr)' },
  box: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground1,
    '@media print': { border: 'none' },
  },
  foot: {
    padding: '8px 16px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
})

const route = getRouteApi('/framed/service-health')

export function ServiceHealthPage() {
  const styles = useStyles()
  const link = useLinkStyles()
  const { t } = useTranslation(['serviceHealth', 'common', 'frame'])
  const format = useFormat()
  const panelId = useId()
  const address = route.useSearch()
  const navigate = route.useNavigate()
  const onAddress = (search: HealthAddress, how: 'push' | 'replace') =>
    void navigate({ search, replace: how === 'replace', resetScroll: false })
  const {
    data: health,
    error,
    refetch,
  } = useQuery(serviceHealthQuery(servicesQueryOf(address.part ? { ...address, search: undefined } : address)))
  const view = address.part ?? 'services'
  const open = health && health.totals.openIncidents + health.totals.openAdvisories
  return (
    <Page>
      <PageHeader
        title={t('title')}
        lead={health && <Totals health={health} address={address} />}
        actions={
          <>
            <Link to="/service-health/messages" className={mergeClasses(link.link, link.strong)}>
              {t('frame:nav.messages')}
            </Link>
            {health && <ReadingState readings={health.readings} />}
          </>
        }
      />
      <div className={styles.part}>
        <Tabs
          label={t('view.label')}
          tabs={[
            { key: 'services', label: t('view.services') },
            { key: 'open', label: t('view.open'), count: open === undefined ? undefined : format.number(open) },
            { key: 'past', label: t('view.past') },
          ]}
          chosen={view}
          panelId={panelId}
          onTab={(key) => onAddress({ ...address, part: key === 'services' ? undefined : key, state: undefined, kind: undefined }, 'push')}
        />
        <HealthTools address={address} onAddress={onAddress} first={view === 'services' ? 'state' : 'kind'} />
        <div id={panelId} role="tabpanel" aria-labelledby={`${panelId}-${view}`} className={styles.box}>
          {view !== 'services' ? (
            <IssueList
              key={view}
              query={issuesQueryOf(address, view)}
              search={address.search ?? ''}
              showService
              empty={<NoIssues address={address} view={view} onClear={() => onAddress(withoutFilters(address), 'push')} />}
            />
          ) : health ? (
            <Services health={health} address={address} onClear={() => onAddress({}, 'push')} />
          ) : (
            <div style={{ padding: 16 }}>
              {error ? (
                <ErrorPanel error={error} onRetry={() => void refetch()} bare />
              ) : (
                <SkeletonLines count={12} label={t('common:loading')} />
              )}
            </div>
          )}
        </div>
      </div>
    </Page>
  )
}

/** "3 incidents hit 4,120 of 10,000 customers", and whose state is not known. */
function Totals({ health: { totals, readings }, address }: { health: ServiceHealth; address: HealthAddress }) {
  const styles = useStyles()
  const link = useLinkStyles()
  const { t } = useTranslation('serviceHealth')
  const { openIncidents: incidents, openAdvisories: advisories, customersAffected: affected } = totals
  const { customers } = readings
  const unknown = totals.customers.unknown
  return (
    <>
      <p className={styles.lead}>
        {incidents + advisories === 0 ? t('lead.none', { customers }) : t('lead.hit', { incidents, advisories, affected, customers })}
      </p>
      {choosesCustomers(address) && <p>{t('lead.filtered')}</p>}
      {unknown > 0 && (
        <p className={styles.unknown}>
          <StatusShape kind="unknown" />
          <span>{t('unknown.count', { count: unknown })}</span>
          <Link to="/customers" search={{ view: 'all', health: 'unknown' }} className={mergeClasses(link.link, link.inText)}>
            {t('unknown.show')}
          </Link>
        </p>
      )}
    </>
  )
}

function Services({ health, address, onClear }: { health: ServiceHealth; address: HealthAddress; onClear: () => void }) {
  const styles = useStyles()
  const { t } = useTranslation('serviceHealth')
  const { services, totals, readings } = health
  const all = Object.values(totals.services).reduce((sum, count) => sum + count, 0)
  if (services.length === 0 && isNarrowed(address))
    return (
      <EmptyState
        icon={<SearchRegular />}
        title={t('empty.filtered.title')}
        actions={<Button onClick={onClear}>{t('filter.clear')}</Button>}
      >
        {t('empty.filtered.why')}
      </EmptyState>
    )
  if (services.length === 0)
    return (
      <EmptyState icon={<HeartPulseRegular />} title={t('empty.services.title')}>
        {t('empty.services.why')}
      </EmptyState>
    )
  return (
    <>
      <ServiceTable services={services} customers={readings.customers} />
      <p className={styles.foot} role="status">
        {services.length === all ? t('foot.services', { shown: all }) : t('foot.servicesOf', { shown: services.length, total: all })}
      </p>
    </>
  )
}
