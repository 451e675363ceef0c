// What customers were told: who, when, to whom, in which words. On the page of telling, and on a customer's page.
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Notice } from '../../../contract/customer-notices.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { useLinkStyles } from '../../ui/link-styles.ts'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { StatusBadge, type StatusKind } from '../../ui/StatusBadge.tsx'
import { When } from '../../ui/When.tsx'
import { noticesQuery } from './customer-notices.data.ts'
import { useTellStyles } from './tell.styles.ts'

const useStyles = makeStyles({
  list: { display: 'grid', margin: 0, padding: 0, listStyleType: 'none' },
  item: {
    display: 'grid',
    gap: '4px',
    padding: '10px 0',
    minWidth: 0,
    '&:not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 16px', overflowWrap: 'anywhere' },
  text: { '& summary': { cursor: 'pointer', minHeight: '24px', width: 'fit-content' } },
})

const atOnce = 20
const most = 200
const looks: Record<Notice['state'], StatusKind> = { waiting: 'pending', sent: 'healthy', failed: 'danger', done: 'healthy' }

export function NoticeList({ of, show }: { of: { issueId?: string; tenantId?: string }; show: 'customer' | 'issue' }) {
  const styles = useStyles()
  const tell = useTellStyles()
  const { t } = useTranslation(['customerNotices', 'common'])
  const [limit, setLimit] = useState(atOnce)
  const { data, error, refetch } = useQuery(noticesQuery(of, limit))
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} bare />
  if (!data) return <SkeletonLines count={4} label={t('common:loading')} />
  const { rows, total } = data
  if (total === 0)
    return (
      <EmptyState size="small" title={t(`records.none.${show}`)}>
        {t('records.noneWhy')}
      </EmptyState>
    )
  return (
    <div>
      <ul className={styles.list}>
        {rows.map((notice) => (
          <Item key={notice.noticeId} notice={notice} show={show} />
        ))}
      </ul>
      <p className={mergeClasses(tell.quiet, tell.small)}>{t('records.foot', { shown: rows.length, total })}</p>
      {rows.length < Math.min(total, most) && <Button onClick={() => setLimit(Math.min(most, limit + 50))}>{t('records.more')}</Button>}
    </div>
  )
}

function Item({ notice, show }: { notice: Notice; show: 'customer' | 'issue' }) {
  const styles = useStyles()
  const tell = useTellStyles()
  const link = useLinkStyles()
  const { t } = useTranslation('customerNotices')
  const { issueId, tenantId, customer, kind, way, state, language, address, subject, body, by, at, failure } = notice
  const linked = mergeClasses(link.link, link.inText)
  return (
    <li className={styles.item}>
      <div className={styles.head}>
        <StatusBadge kind={looks[state]} text={t(`told.${way === 'mail' ? state : way}`)} />
        {show === 'customer' ? (
          <Link to="/customers/$tenantId" params={{ tenantId }} search={{}} className={linked}>
            {customer}
          </Link>
        ) : (
          <Link to="/service-health/issues/$issueId/tell" params={{ issueId }} search={{}} className={linked}>
            {issueId}
          </Link>
        )}
        <span>{t(`kind.${kind}`)}</span>
        <span className={tell.quiet}>
          {by} · <When at={at} />
          {address && ` · ${address}`}
        </span>
      </div>
      {failure && <p>{t(`failure.${failure}`)}</p>}
      <details className={styles.text}>
        <summary>{subject}</summary>
        <pre className={tell.letter} lang={language}>
          {body}
        </pre>
      </details>
    </li>
  )
}
