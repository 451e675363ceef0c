// One customer's own page at /customers/<tenant ID>: what does not fit the card, printable. Entered by routes.tsx.
import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { PrintRegular } from '@fluentui/react-icons/svg/print'
import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerCard } from '../../../contract/customers.ts'
import { ApiProblem } from '../../api/client.ts'
import { CardStates } from '../../features/customers/CustomerCard.tsx'
import { CustomerDetails } from '../../features/customers/CustomerDetails.tsx'
import { tabOf } from '../../features/customers/CustomerTabs.tsx'
import { EntryNotice } from '../../features/customers/EntryNotice.tsx'
import { MarkButtons } from '../../features/customers/MarkButtons.tsx'
import { RefreshNotice } from '../../features/customers/RefreshNotice.tsx'
import { useMarks } from '../../features/customers/use-marks.tsx'
import { type Opening, useOpening } from '../../features/customers/use-opening.ts'
import { WhyNotSeen } from '../../features/customers/WhyNotSeen.tsx'
import { useFormat } from '../../i18n/format.ts'
import { needTexts } from '../../i18n/i18n.ts'
import { BackLink } from '../../ui/BackLink.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { usePaperStyles } from '../../ui/paper-styles.ts'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { CustomerReadings } from './CustomerReadings.tsx'

const CustomerMessages = lazy(() =>
  needTexts(async () => ({ default: (await import('../../features/messages/CustomerMessages.tsx')).CustomerMessages }), 'messages'),
)
const CustomerHealth = lazy(() =>
  needTexts(async () => ({ default: (await import('../../features/service-health/CustomerHealth.tsx')).CustomerHealth }), 'serviceHealth'),
)
const WhatWasTold = lazy(() =>
  needTexts(async () => ({ default: (await import('../../features/customer-notices/WhatWasTold.tsx')).WhatWasTold }), 'customerNotices'),
)

const useStyles = makeStyles({
  top: { display: 'grid', gap: tokens.spacingVerticalS, gridTemplateColumns: 'minmax(0, 1fr)' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, '@media print': { display: 'none' } },
  // A phone prints through its own menu; here it would only take a row of its own.
  print: { '@media (max-width: 479px)': { display: 'none' } },
  lead: { display: 'grid', gap: tokens.spacingVerticalXS, marginTop: tokens.spacingVerticalXS },
})

const route = getRouteApi('/framed/customers/$tenantId')

export function CustomerPage() {
  const paper = usePaperStyles()
  const { tenantId } = route.useParams()
  const { t } = useTranslation(['customers', 'common'])
  const { card, lastVisitAt, error, retry, refresh } = useOpening(tenantId, 'choice')
  const missing = error instanceof ApiProblem && (error.code === 'not_found' || error.code === 'invalid_input')
  return (
    <div className={paper.paper}>
      <Page>
        {card ? <Known card={card} lastVisitAt={lastVisitAt} refresh={refresh} /> : <BackLink href="/customers" text={t('page.back')} />}
        {!card && missing && <NotFound tenantId={tenantId} />}
        {!card && error && !missing && <ErrorPanel error={error} onRetry={retry} />}
        {!card && !error && <SkeletonLines count={8} label={t('loading', { ns: 'common' })} />}
      </Page>
    </div>
  )
}

function Known({ card, lastVisitAt, refresh }: { card: CustomerCard } & Pick<Opening, 'lastVisitAt' | 'refresh'>) {
  const styles = useStyles()
  const { t } = useTranslation(['customers', 'common'])
  const format = useFormat()
  const search = route.useSearch()
  const tab = tabOf(search.tab)
  const navigate = route.useNavigate()
  const { marks, dialog } = useMarks()
  return (
    <>
      <div className={styles.top}>
        <PageHeader
          back={{ href: '/customers', text: t('page.back') }}
          title={card.name}
          lead={
            <div className={styles.lead}>
              {card.departedAt && <p title={format.exact(card.departedAt)}>{t('page.departed', { date: format.date(card.departedAt) })}</p>}
              <CardStates row={card} />
            </div>
          }
          actions={
            <div className={styles.actions}>
              <MarkButtons row={card} marks={marks} />
              <Button className={styles.print} icon={<PrintRegular />} onClick={() => window.print()}>
                {t('page.print')}
              </Button>
            </div>
          }
        />
        <RefreshNotice refresh={refresh} />
        <EntryNotice
          code={search.notice}
          onDismiss={() => void navigate({ search: { tab: search.tab }, replace: true, resetScroll: false })}
        />
      </div>
      <CustomerDetails
        card={card}
        lastVisitAt={lastVisitAt}
        tab={tab}
        refreshing={refresh.running}
        freshness={<CustomerReadings tenantId={card.tenantId} />}
        health={
          <Suspense fallback={<SkeletonLines count={8} label={t('loading', { ns: 'common' })} />}>
            <CustomerHealth tenantId={card.tenantId} freshness={<CustomerReadings tenantId={card.tenantId} />} />
            <WhatWasTold tenantId={card.tenantId} />
          </Suspense>
        }
        messages={
          <Suspense fallback={<SkeletonLines count={8} label={t('loading', { ns: 'common' })} />}>
            <CustomerMessages tenantId={card.tenantId} />
          </Suspense>
        }
        onTab={(next) => void navigate({ search: { tab: next === 'overview' ? undefined : next }, replace: true, resetScroll: false })}
      />
      {dialog}
    </>
  )
}

function NotFound({ tenantId }: { tenantId: string }) {
  const { t } = useTranslation('customers')
  return (
    <PageHeader
      title={t('page.notFound')}
      lead={
        <>
          <p>{t('page.notFoundWhat')}</p>
          <p>{t('page.notFoundWhy')}</p>
          <p>
            <WhyNotSeen search={tenantId} />
          </p>
        </>
      }
    />
  )
}
