// One service at /service-health/<service> (S53): its last 30 days, and its incidents and advisories, open ones first. Entered by routes.tsx.
import { makeStyles, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceHealth, ServiceRow } from '../../../contract/service-health.ts'
import { HealthTimeline } from '../../features/service-health/HealthTimeline.tsx'
import { type HealthAddress, issuesQueryOf, servicesQueryOf, withoutFilters } from '../../features/service-health/health-address.ts'
import { IssueList } from '../../features/service-health/IssueList.tsx'
import { serviceHealthQuery } from '../../features/service-health/service-health.data.ts'
import { useStatusWords } from '../../features/service-health/status-words.ts'
import { useFormat } from '../../i18n/format.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { HealthBadge } from '../../ui/HealthBadge.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { BackLink } from './BackLink.tsx'
import { HealthTools } from './HealthTools.tsx'
import { NoIssues } from './NoIssues.tsx'
import { ReadingState } from './ReadingState.tsx'

const useStyles = makeStyles({
  top: { display: 'grid', gap: tokens.spacingVerticalS, gridTemplateColumns: 'minmax(0, 1fr)' },
  states: { display: 'flex', flexWrap: 'wrap', gap: '4px 20px', marginTop: '4px', color: tokens.colorNeutralForeground1 },
  days: {
    padding: '16px 20px 12px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  heading: {
    marginBottom: '12px',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  part: { display: 'grid', gap: tokens.spacingVerticalM, gridTemplateColumns: 'minmax(0, 1fr)' },
  box: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground1,
  },
})

const route = getRouteApi('/framed/service-health/$service')

export function ServicePage() {
  const styles = useStyles()
  const { t } = useTranslation(['serviceHealth', 'common'])
  const { service } = route.useParams()
  const address = route.useSearch()
  const {
    data: health,
    error,
    refetch,
  } = useQuery(serviceHealthQuery(servicesQueryOf({ ...address, search: undefined, state: undefined })))
  const row = health?.services.find((one) => one.service === service)
  if (health && !row)
    return (
      <Page>
        <BackLink to="services" />
        <PageHeader title={t('service.missing')} lead={t('service.missingWhy')} />
      </Page>
    )
  return (
    <Page>
      <div className={styles.top}>
        <BackLink to="services" />
        <PageHeader
          title={service}
          lead={health && row && <Standing row={row} health={health} />}
          actions={health && <ReadingState readings={health.readings} />}
        />
      </div>
      {error && !health && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {!error && !health && <SkeletonLines count={8} label={t('common:loading')} />}
      {row && (
        <section className={styles.days} aria-label={t('column.days')}>
          <h2 className={styles.heading}>{t('column.days')}</h2>
          <HealthTimeline days={row.days} large />
        </section>
      )}
      {row && <Issues row={row} address={address} />}
    </Page>
  )
}

/** Its state, Microsoft's words for it with for how many customers each holds, and whom it concerns in all. */
function Standing({ row, health }: { row: ServiceRow; health: ServiceHealth }) {
  const styles = useStyles()
  const { t } = useTranslation('serviceHealth')
  const wordOf = useStatusWords()
  return (
    <div className={styles.states}>
      <HealthBadge state={row.state} />
      {row.customersAffected > 0 && (
        <span>{t('service.affected', { affected: row.customersAffected, customers: health.readings.customers })}</span>
      )}
      {row.statuses.map(({ status, customers }) => (
        <span key={status}>{t('service.status', { status: wordOf(status), customers })}</span>
      ))}
    </div>
  )
}

function Issues({ row, address }: { row: ServiceRow; address: HealthAddress }) {
  const styles = useStyles()
  const { t } = useTranslation('serviceHealth')
  const format = useFormat()
  const panelId = useId()
  const navigate = route.useNavigate()
  const onAddress = (search: HealthAddress, how: 'push' | 'replace') =>
    void navigate({ search, replace: how === 'replace', resetScroll: false })
  const view = address.part ?? 'open'
  return (
    <div className={styles.part}>
      <Tabs
        label={t('issues.label')}
        tabs={[
          { key: 'open', label: t('issues.open'), count: format.number(row.openIncidents + row.openAdvisories) },
          { key: 'past', label: t('issues.past') },
        ]}
        chosen={view}
        panelId={panelId}
        onTab={(key) => onAddress({ ...address, part: key === 'past' ? 'past' : undefined }, 'push')}
      />
      <HealthTools address={address} onAddress={onAddress} first="kind" />
      <div id={panelId} role="tabpanel" aria-labelledby={`${panelId}-${view}`} className={styles.box}>
        <IssueList
          key={view}
          query={issuesQueryOf(address, view, row.service)}
          search={address.search ?? ''}
          empty={<NoIssues address={address} view={view} onClear={() => onAddress(withoutFilters(address), 'push')} />}
        />
      </div>
    </div>
  )
}
