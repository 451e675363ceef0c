// A customer's own page below its address: head, tabs, and what each tab can honestly show today. Entered by CustomerPage.
import { makeStyles, tokens } from '@fluentui/react-components'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerCard } from '../../../contract/customers.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useLinkStyles } from '../../ui/link-styles.ts'
import { useGo } from '../../ui/use-go.ts'
import { AdminCenterLinks } from './AdminCenterLinks.tsx'
import { CustomerFacts } from './CustomerFacts.tsx'
import { type CustomerTab, CustomerTabs } from './CustomerTabs.tsx'
import { useCardStyles } from './card.styles.ts'
import { DelegationSummary } from './DelegationSummary.tsx'
import { RelationshipTable } from './RelationshipTable.tsx'
import type { Opening } from './use-opening.ts'

const useStyles = makeStyles({
  panel: { display: 'grid', gap: tokens.spacingVerticalXXL, gridTemplateColumns: 'minmax(0, 1fr)' },
  columns: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 380px), 1fr))',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
    // The long list of facts on the left, the short parts beside it.
    '@media (min-width: 1120px)': { gridTemplateRows: 'auto auto 1fr', '& > :first-child': { gridRow: 'span 3' } },
    '@media print': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  box: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalXL,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    breakInside: 'avoid',
    '@media print': { border: 'none', padding: 0 },
  },
  heading: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400, fontWeight: tokens.fontWeightSemibold },
  noPrint: { '@media print': { display: 'none' } },
})

type CustomerDetailsProps = {
  card: CustomerCard
  lastVisitAt: Opening['lastVisitAt']
  tab: CustomerTab
  refreshing: boolean
  /** B6: how fresh each thing known of the customer is. */
  freshness: ReactNode
  /** What the tabs Health and Messages hold. */
  health: ReactNode
  messages: ReactNode
  onTab: (tab: CustomerTab) => void
}

export function CustomerDetails({ card, lastVisitAt, tab, refreshing, freshness, health, messages, onTab }: CustomerDetailsProps) {
  const styles = useStyles()
  const panelId = useId()
  return (
    <>
      <CustomerTabs tab={tab} panelId={panelId} onTab={onTab} />
      <div id={panelId} role="tabpanel" className={styles.panel} aria-labelledby={`${panelId}-${tab}`}>
        {tab === 'overview' && <Overview {...{ card, lastVisitAt, refreshing, freshness }} />}
        {tab === 'delegation' && <Delegation card={card} />}
        {tab === 'health' && health}
        {tab === 'messages' && messages}
        {isLater(tab) && <Later tab={tab} tenantId={card.tenantId} />}
      </div>
    </>
  )
}

function Overview({ card, lastVisitAt, refreshing, freshness }: Omit<CustomerDetailsProps, 'tab' | 'health' | 'messages' | 'onTab'>) {
  const styles = useStyles()
  const { t } = useTranslation('customers')
  return (
    <div className={styles.columns}>
      <Box title={t('card.details')}>
        <CustomerFacts row={card} card={card} lastVisitAt={lastVisitAt} refreshing={refreshing} />
      </Box>
      <Box title={t('card.adminCenters')} className={styles.noPrint}>
        <AdminCenterLinks customer={card} links={card.adminCenters} />
      </Box>
      <Box title={t('card.delegation')}>
        <DelegationSummary row={card} delegations={card.delegations} />
      </Box>
      <Box title={t('card.freshness')}>{freshness}</Box>
    </div>
  )
}

function Delegation({ card }: { card: CustomerCard }) {
  const { t } = useTranslation('customers')
  return (
    <Box title={t('relations.label')}>
      {card.delegations.length === 0 ? (
        <EmptyState size="small" title={t('relations.none')}>
          {t('relations.noneWhy')}
        </EmptyState>
      ) : (
        <RelationshipTable delegations={card.delegations} />
      )}
    </Box>
  )
}

type LaterTab = Exclude<CustomerTab, 'overview' | 'health' | 'messages' | 'delegation'>
const isLater = (tab: CustomerTab): tab is LaterTab => !['overview', 'health', 'messages', 'delegation'].includes(tab)

/** The pages that say where to do it meanwhile. */
const laterAddresses: Record<LaterTab, string> = { subscriptions: '/subscriptions', requests: '/service-requests', activity: '/activity' }

function Later({ tab, tenantId }: { tab: LaterTab; tenantId: string }) {
  const styles = useCardStyles()
  const link = useLinkStyles()
  const { t } = useTranslation('customers')
  return (
    <Box title={t(`page.${tab}`)}>
      <p className={styles.note}>{t(`later.${tab}`)}</p>
      <p>
        <a href={`${laterAddresses[tab]}?customer=${tenantId}`} className={link.link} onClick={useGo()}>
          {t('later.today')}
        </a>
      </p>
    </Box>
  )
}

function Box({ title, className, children }: { title: string; className?: string; children: ReactNode }) {
  const styles = useStyles()
  return (
    <section className={className ? `${styles.box} ${className}` : styles.box}>
      <h2 className={styles.heading}>{title}</h2>
      {children}
    </section>
  )
}
