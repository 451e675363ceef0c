// How one customer stands: its services, what goes on, what is past, how fresh that is, or why it is not known and what to do. The tab Health of a customer's page.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { OpenRegular } from '@fluentui/react-icons/svg/open'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerHealthPage, LeftReason } from '../../../contract/service-health.ts'
import { useMend } from '../../i18n/use-mend.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { HealthBadge } from '../../ui/HealthBadge.tsx'
import { useLinkStyles } from '../../ui/link-styles.ts'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { StatusShape } from '../../ui/StatusBadge.tsx'
import { When } from '../../ui/When.tsx'
import { IssueRows } from './IssueList.tsx'
import { Leaving } from './Leaving.tsx'
import { customerHealthQuery } from './service-health.data.ts'
import { useStatusWords } from './status-words.ts'

const useStyles = makeStyles({
  root: { display: 'grid', gap: tokens.spacingHorizontalL, gridTemplateColumns: 'minmax(0, 1fr)' },
  top: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 380px), 1fr))',
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
    '@media print': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  box: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    alignContent: 'start',
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
  heading: { fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400, fontWeight: tokens.fontWeightSemibold },
  service: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: `2px ${tokens.spacingHorizontalM}`,
    padding: '6px 0',
    ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  aside: { display: 'grid', justifyItems: 'end', '@media (max-width: 767px)': { justifyItems: 'start' } },
  unknown: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gap: `2px ${tokens.spacingHorizontalM}`,
    padding: '12px 16px',
    border: `1px dashed ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    '& p': { gridColumn: 2 },
  },
  strong: { fontWeight: tokens.fontWeightSemibold },
  away: { display: 'inline-flex', alignItems: 'center', gap: '6px', width: 'fit-content' },
})

type CustomerHealthProps = {
  tenantId: string
  /** B6: how fresh everything known of the customer is, and reading it now. */
  freshness: ReactNode
}

export function CustomerHealth({ tenantId, freshness }: CustomerHealthProps) {
  const styles = useStyles()
  const { t } = useTranslation(['serviceHealth', 'common'])
  const { data: health, error, refetch } = useQuery(customerHealthQuery(tenantId))
  if (error && !health) return <ErrorPanel error={error} onRetry={() => void refetch()} />
  if (!health) return <SkeletonLines count={8} label={t('common:loading')} />
  return (
    <div className={styles.root}>
      {health.unknownBecause && <Unknown health={health} />}
      {health.readAt && (
        <Box title={t('customer.open')}>
          {health.open.length === 0 ? (
            <p className={styles.quiet}>{t('customer.noOpen')}</p>
          ) : (
            <IssueRows rows={health.open} bare showService aside={({ since }) => <Since since={since} />} />
          )}
        </Box>
      )}
      <div className={styles.top}>
        {health.readAt && (
          <Box title={t('customer.services')}>
            <Services health={health} />
          </Box>
        )}
        <Box title={t('customer.freshness')}>{freshness}</Box>
      </div>
      {health.readAt && (
        <Box title={t('customer.past')}>
          {health.past.length === 0 ? (
            <p className={styles.quiet}>{t('customer.noPast')}</p>
          ) : (
            <IssueRows rows={health.past} bare showService aside={(past) => <Since {...past} />} />
          )}
        </Box>
      )}
    </div>
  )
}

/** Why the state is not known, and the one thing to do about it. */
function Unknown({ health: { unknownBecause: why, failure, readAt, dueAt } }: { health: CustomerHealthPage }) {
  const styles = useStyles()
  const { t } = useTranslation('serviceHealth')
  const mendOf = useMend()
  if (!why) return null
  return (
    <div className={styles.unknown} data-unknown={why}>
      <StatusShape kind="unknown" />
      <p className={styles.strong}>{t('customer.unknown')}</p>
      <p>
        {t(`customer.because.${why}`)} {why === 'failing' && failure && (mendOf(failure.cause) ?? t(`customer.mend.${failure.kind}`))}
      </p>
      {(readAt || dueAt) && (
        <p className={styles.quiet}>
          {readAt && (
            <>
              {t('customer.lastRead')} <When at={readAt} focusable />
              {dueAt && ' · '}
            </>
          )}
          {dueAt && (
            <>
              {t('customer.nextTry')} <When at={dueAt} focusable />
            </>
          )}
        </p>
      )}
    </div>
  )
}

function Services({ health }: { health: CustomerHealthPage }) {
  const styles = useStyles()
  const link = useLinkStyles()
  const { t } = useTranslation(['serviceHealth', 'common'])
  const wordOf = useStatusWords()
  const { services, href } = health
  return (
    <>
      {services.length === 0 ? (
        <EmptyState size="small" icon={<StatusShape kind="healthy" />} title={t('customer.allHealthy')}>
          {t('customer.allHealthyWhy')}
        </EmptyState>
      ) : (
        <>
          <ul>
            {services.map(({ service, status, state }) => (
              <li key={service} className={styles.service}>
                <span>{service}</span>
                <HealthBadge state={state} text={wordOf(status)} />
              </li>
            ))}
          </ul>
          <p className={styles.quiet}>{t('customer.restHealthy')}</p>
        </>
      )}
      {href && (
        <a href={href} target="_blank" rel="noreferrer" className={mergeClasses(link.link, styles.away)}>
          {t('customer.microsoft')}
          <OpenRegular role="img" aria-label={t('common:opensNewTab')} aria-hidden={false} />
        </a>
      )}
    </>
  )
}

function Since({ since, until, leftBecause = null }: { since: string; until?: string; leftBecause?: LeftReason | null }) {
  const styles = useStyles()
  const { t } = useTranslation('serviceHealth')
  return (
    <span className={mergeClasses(styles.quiet, styles.aside)}>
      <span>
        {t('customer.since')} <When at={since} />
      </span>
      {until && (
        <span>
          <Leaving because={leftBecause} /> <When at={until} />
        </span>
      )}
    </span>
  )
}

function Box({ title, children }: { title: string; children: ReactNode }) {
  const styles = useStyles()
  const id = useId()
  return (
    <section className={styles.box} aria-labelledby={id}>
      <h2 id={id} className={styles.heading}>
        {title}
      </h2>
      {children}
    </section>
  )
}
