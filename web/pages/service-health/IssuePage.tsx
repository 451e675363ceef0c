// One incident or advisory at /service-health/issues/<number> (S54), opened like an article; prints well. Entered by routes.tsx.
import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { PrintRegular } from '@fluentui/react-icons/svg/print'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { IssueDetails } from '../../../contract/service-health.ts'
import { ApiProblem } from '../../api/client.ts'
import { WhyNotSeen } from '../../features/customers/WhyNotSeen.tsx'
import { AffectedCustomers } from '../../features/service-health/AffectedCustomers.tsx'
import type { AffectedWhich } from '../../features/service-health/affected-which.ts'
import { IssueArticle } from '../../features/service-health/IssueArticle.tsx'
import { issueKind } from '../../features/service-health/issue-look.ts'
import { issueQuery, serviceHealthQuery } from '../../features/service-health/service-health.data.ts'
import { useStatusWords } from '../../features/service-health/status-words.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { usePaperStyles } from '../../ui/paper-styles.ts'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { When } from '../../ui/When.tsx'
import { BackLink } from './BackLink.tsx'
import { TellCustomers } from './TellCustomers.tsx'

const useStyles = makeStyles({
  top: { display: 'grid', gap: tokens.spacingVerticalS, gridTemplateColumns: 'minmax(0, 1fr)' },
  states: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 20px',
    marginTop: '4px',
    color: tokens.colorNeutralForeground1,
  },
  original: {
    marginTop: '4px',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, '@media print': { display: 'none' } },
  // A phone prints through its own menu; here it would only take a row of its own.
  print: { '@media (max-width: 479px)': { display: 'none' } },
})

const route = getRouteApi('/framed/service-health/issues/$issueId')

export function IssuePage() {
  const paper = usePaperStyles()
  const { issueId } = route.useParams()
  const { t } = useTranslation(['serviceHealth', 'common'])
  const { data: issue, dataUpdatedAt, error, refetch } = useQuery(issueQuery(issueId))
  const missing = error instanceof ApiProblem && (error.code === 'not_found' || error.code === 'invalid_input')
  return (
    <div className={paper.paper}>
      <Page>
        {issue ? <Known issue={issue} readAt={new Date(dataUpdatedAt).toISOString()} /> : <BackLink to="services" />}
        {!issue && missing && <PageHeader title={t('issue.missing')} lead={t('issue.missingWhy')} />}
        {!issue && error && !missing && <ErrorPanel error={error} onRetry={() => void refetch()} />}
        {!issue && !error && <SkeletonLines count={10} label={t('common:loading')} />}
      </Page>
    </div>
  )
}

function Known({ issue, readAt }: { issue: IssueDetails; readAt: string }) {
  const styles = useStyles()
  const { t } = useTranslation('serviceHealth')
  const { issueId, title, language } = issue
  return (
    <>
      <div className={styles.top}>
        <BackLink to={{ service: issue.service }} />
        <PageHeader
          title={title}
          titleLang={language}
          documentTitle={t('issue.label', { number: issueId, title })}
          lead={<Lead issue={issue} />}
          actions={
            <div className={styles.actions}>
              <TellCustomers issue={issue} />
              <Button className={styles.print} icon={<PrintRegular />} onClick={() => window.print()}>
                {t('issue.print')}
              </Button>
            </div>
          }
        />
      </div>
      <IssueArticle issue={issue} readAt={readAt} />
      <Affected issue={issue} />
    </>
  )
}

/** What it is, how it stands, whom it hits and since when, in one line; and whose words and language follow. */
function Lead({ issue }: { issue: IssueDetails }) {
  const styles = useStyles()
  const { t } = useTranslation('serviceHealth')
  const wordOf = useStatusWords()
  const customers = useQuery(serviceHealthQuery()).data?.readings.customers
  const { state, affectedNow: now, affectedEver, startsAt, endsAt } = issue
  return (
    <>
      <div className={styles.states}>
        <StatusBadge kind={issueKind(issue)} text={`${t(`classification.${issue.classification}`)} · ${wordOf(issue.status)}`} />
        {now > 0 ? (
          <span>{customers === undefined ? t('issues.hit', { count: now }) : t('issue.nowHits', { now, customers })}</span>
        ) : (
          <span>
            {t('issue.nowHitsNobody')}
            {affectedEver > 0 && ` · ${t('issue.everHit', { count: affectedEver })}`}
          </span>
        )}
        {state === 'resolved' && endsAt ? (
          <span>
            {t('issue.endedOn')} <When at={endsAt} focusable />
          </span>
        ) : (
          startsAt && (
            <span>
              {t('issue.openFor')} <When at={startsAt} focusable />
            </span>
          )
        )}
      </div>
      <p className={styles.original}>{issue.language.startsWith('en') ? t('issue.original') : t('issue.originalOther')}</p>
    </>
  )
}

function Affected({ issue }: { issue: IssueDetails }) {
  const { which = 'now', search = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const go = useNavigate()
  const onSearch = useCallback(
    (text: string) => void navigate({ search: (before) => ({ ...before, search: text || undefined }), replace: true, resetScroll: false }),
    [navigate],
  )
  const onWhich = (next: AffectedWhich) =>
    void navigate({ search: { search: search || undefined, which: next === 'now' ? undefined : next }, replace: true, resetScroll: false })
  return (
    <AffectedCustomers
      {...{ issue, which, search, onSearch, onWhich }}
      whyNotSeen={<WhyNotSeen search={search} />}
      onOpen={(tenantId) => void go({ to: '/customers/$tenantId', params: { tenantId }, search: { tab: 'health' } })}
    />
  )
}
