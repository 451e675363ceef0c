// Telling the customers an incident hits, at /service-health/issues/<number>/tell (B3). Entered by routes.tsx.
import { makeStyles, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { TellOverview } from '../../../contract/customer-notices.ts'
import { ApiProblem } from '../../api/client.ts'
import { useMay } from '../../api/session.ts'
import { type Narrow, type Only, tellQuery } from '../../features/customer-notices/customer-notices.data.ts'
import { NoticeList } from '../../features/customer-notices/NoticeList.tsx'
import { TellBoard } from '../../features/customer-notices/TellBoard.tsx'
import { ToldCount } from '../../features/customer-notices/ToldCount.tsx'
import { WhyNotSeen } from '../../features/customers/WhyNotSeen.tsx'
import { useFormat } from '../../i18n/format.ts'
import { BackLink } from '../../ui/BackLink.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { useLinkStyles } from '../../ui/link-styles.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { Tile } from '../../ui/Tile.tsx'

const useStyles = makeStyles({
  lead: { display: 'flex', flexWrap: 'wrap', gap: '2px 16px', marginTop: tokens.spacingVerticalXS },
})

const route = getRouteApi('/framed/service-health/issues/$issueId/tell')

export function TellPage() {
  const { issueId } = route.useParams()
  const { t } = useTranslation(['customerNotices', 'common'])
  const { data: overview, error, refetch } = useQuery(tellQuery(issueId))
  const missing = error instanceof ApiProblem && (error.code === 'not_found' || error.code === 'invalid_input')
  return (
    <Page>
      <BackLink href={`/service-health/issues/${issueId}`} text={t('page.back', { number: issueId })} />
      {overview && <Known overview={overview} />}
      {!overview && missing && <PageHeader title={t('page.missing')} lead={t('page.missingWhy')} />}
      {!overview && error && !missing && <ErrorPanel error={error} onRetry={() => void refetch()} />}
      {!overview && !error && <SkeletonLines count={10} label={t('common:loading')} />}
    </Page>
  )
}

function Known({ overview }: { overview: TellOverview }) {
  const styles = useStyles()
  const { t } = useTranslation(['customerNotices', 'common'])
  const mayTell = useMay('customers.tell')
  const { issueId, service, title, startsAt, extent } = overview
  const format = useFormat()
  return (
    <>
      <PageHeader
        title={t('page.title', { number: issueId })}
        lead={
          <>
            <p>
              {t('common:label', { name: service })} <span lang="en">{title}</span>
            </p>
            <p className={styles.lead}>
              {startsAt && <span title={format.exact(startsAt)}>{t('page.since', { at: format.dateTime(startsAt) })}</span>}
              <ToldCount issueId={issueId} />
              {extent === 'ever' && <span>{t('page.over')}</span>}
            </p>
          </>
        }
      />
      {mayTell ? (
        <Board overview={overview} />
      ) : (
        <Notice mild problem="mayNotTell" title={t('page.mayNot')}>
          {t('page.mayNotWhy')}
        </Notice>
      )}
      <Tile title={t('records.title')}>
        <NoticeList of={{ issueId }} show="customer" />
      </Tile>
    </>
  )
}

function Board({ overview }: { overview: TellOverview }) {
  const link = useLinkStyles()
  const { t } = useTranslation('customerNotices')
  const { search = '', only = 'all' } = route.useSearch()
  const navigate = route.useNavigate()
  const onNarrow = useCallback(
    ({ search: text, only: part }: Narrow) =>
      void navigate({ search: { search: text || undefined, only: part === 'all' ? undefined : part }, replace: true, resetScroll: false }),
    [navigate],
  )
  return (
    <TellBoard
      overview={overview}
      narrow={{ search, only: only as Only }}
      onNarrow={onNarrow}
      whyNotSeen={<WhyNotSeen search={search} />}
      templates={
        <Link to="/settings/customer-messages" className={link.link}>
          {t('page.templates')}
        </Link>
      }
    />
  )
}
