// The customer information card (S38-S44): what one needs at a glance, and every way on. Entered by CustomerPane.
import { Button } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerRow } from '../../../contract/customers.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { AdminCenterLinks } from './AdminCenterLinks.tsx'
import { CustomerFacts } from './CustomerFacts.tsx'
import { CardHealth } from './CustomerHealth.tsx'
import { useCardStyles } from './card.styles.ts'
import { DelegationBadge } from './DelegationBadge.tsx'
import { DelegationSummary } from './DelegationSummary.tsx'
import { MarkButtons } from './MarkButtons.tsx'
import { RefreshNotice } from './RefreshNotice.tsx'
import type { Marks } from './use-marks.tsx'
import { type OpenedBy, useOpening } from './use-opening.ts'

export type CustomerCardProps = {
  tenantId: string
  /** What the list knows already, shown until the card is read. */
  row: CustomerRow | undefined
  openedBy: OpenedBy
  marks: Marks
  pageLink: ReactNode
  /** B6: how fresh each thing known of the customer is. */
  freshness: ReactNode
  onClose: () => void
}

export function CustomerCard({ tenantId, row: listRow, openedBy, marks, pageLink, freshness, onClose }: CustomerCardProps) {
  const styles = useCardStyles()
  const { t } = useTranslation(['customers', 'common'])
  const { card, lastVisitAt, error, retry, refresh } = useOpening(tenantId, openedBy)
  const row = card ?? listRow
  const close = (
    <Button
      appearance="subtle"
      icon={<DismissRegular />}
      aria-label={t('close', { ns: 'common' })}
      title={t('card.close')}
      onClick={onClose}
    />
  )
  if (!row)
    return (
      <div className={styles.root}>
        <div className={styles.titleRow}>
          <h2 className={styles.title} tabIndex={-1} data-card-title>
            {t('card.label')}
          </h2>
          {close}
        </div>
        {error ? <ErrorPanel error={error} onRetry={retry} bare /> : <SkeletonLines count={8} label={t('loading', { ns: 'common' })} />}
      </div>
    )
  return (
    <>
      <RefreshNotice refresh={refresh} />
      <div className={styles.root}>
        <div className={styles.head}>
          <div className={styles.titleRow}>
            <h2 className={styles.title} tabIndex={-1} data-card-title>
              {row.name}
            </h2>
            {close}
          </div>
          <CardStates row={row} />
        </div>
        <MarkButtons row={row} marks={marks} />
        {error && !card && <ErrorPanel error={error} onRetry={retry} bare />}
        <Section title={t('card.adminCenters')}>
          <AdminCenterLinks customer={row} links={card?.adminCenters} />
        </Section>
        <Section title={t('card.details')}>
          <CustomerFacts row={row} card={card} lastVisitAt={lastVisitAt} refreshing={refresh.running} />
        </Section>
        <Section title={t('card.delegation')}>
          <DelegationSummary row={row} delegations={card?.delegations} />
        </Section>
        <Section title={t('card.freshness')}>{freshness}</Section>
        <Section title={t('card.subscriptionsAndRequests')}>
          <p className={styles.note}>{t('card.notYet')}</p>
        </Section>
        <div className={styles.pageLink}>{pageLink}</div>
      </div>
    </>
  )
}

/** Delegation, service health (S43) and, where it applies, that the customer has left. */
export function CardStates({ row }: { row: CustomerRow }) {
  const styles = useCardStyles()
  const { t } = useTranslation('customers')
  return (
    <div className={styles.states}>
      {row.departedAt && <StatusBadge kind="off" text={t('card.left')} />}
      <DelegationBadge customer={row} />
      <CardHealth customer={row} />
    </div>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const styles = useCardStyles()
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{title}</h3>
      {children}
    </section>
  )
}
