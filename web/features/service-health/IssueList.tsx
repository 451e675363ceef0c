// Incidents and advisories one below the other: number and title lead to the issue, beside them whom it hits. Entered by the pages of service health and the customer's page.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { IssueRow } from '../../../contract/service-health.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { useListLines } from '../../ui/list-lines.styles.ts'
import { MatchedText } from '../../ui/MatchedText.tsx'
import { MoreFoot } from '../../ui/MoreFoot.tsx'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { StatusShape } from '../../ui/StatusBadge.tsx'
import { useGo } from '../../ui/use-go.ts'
import { When } from '../../ui/When.tsx'
import { issueAddress, issueKind } from './issue-look.ts'
import { type IssuesQuery, issuesQuery } from './service-health.data.ts'
import { useStatusWords } from './status-words.ts'

const useStyles = makeStyles({
  bare: { paddingInline: 0, ':hover': { backgroundColor: 'transparent' } },
  shape: { paddingTop: '2px', lineHeight: 0 },
  number: { marginInlineEnd: '4px', fontVariantNumeric: 'tabular-nums', fontWeight: 'normal', color: tokens.colorNeutralForeground2 },
})

type IssueListProps = { query: IssuesQuery; search: string; showService?: boolean; empty: ReactNode }

/** All that match, fifty at a time, always with the true total. */
export function IssueList({ query, search, showService, empty }: IssueListProps) {
  const lines = useListLines()
  const { t } = useTranslation(['serviceHealth', 'common'])
  const list = useInfiniteQuery(issuesQuery(query))
  const { data, error, refetch } = list
  if (!data)
    return (
      <div className={lines.waiting}>
        {error ? <ErrorPanel error={error} onRetry={() => void refetch()} bare /> : <SkeletonLines count={6} label={t('common:loading')} />}
      </div>
    )
  const rows = data.pages.flatMap((page) => page.rows)
  const total = data.pages.at(-1)?.total ?? rows.length
  if (rows.length === 0) return empty
  return (
    <>
      <IssueRows rows={rows} search={search} showService={showService} />
      <MoreFoot text={t('issues.shown', { shown: rows.length, total })} more={t('issues.more')} list={list} />
    </>
  )
}

type IssueRowsProps<Row extends IssueRow> = {
  rows: readonly Row[]
  search?: string
  showService?: boolean
  /** Without the inner margin, within a box that has its own. */
  bare?: boolean
  /** In the place of how many customers the issue hits. */
  aside?: (row: Row) => ReactNode
}

export function IssueRows<Row extends IssueRow>({ rows, search = '', showService, bare, aside }: IssueRowsProps<Row>) {
  const { t } = useTranslation('serviceHealth')
  return (
    <ul aria-label={t('issues.label')}>
      {rows.map((row) => (
        <Line key={row.issueId} row={row} bare={bare} search={search} showService={showService} aside={aside?.(row) ?? <Hit row={row} />} />
      ))}
    </ul>
  )
}

type LineProps = { row: IssueRow; bare?: boolean; search: string; showService?: boolean; aside: ReactNode }

function Line({ row, bare, search, showService, aside }: LineProps) {
  const styles = useStyles()
  const lines = useListLines()
  const { t } = useTranslation('serviceHealth')
  const go = useGo()
  const wordOf = useStatusWords()
  const { issueId, title, state, startsAt, endsAt, service, feature } = row
  return (
    <li className={mergeClasses(lines.row, bare && styles.bare)} data-issue={issueId} data-state={state}>
      <span className={styles.shape}>
        <StatusShape kind={issueKind(row)} />
      </span>
      <div>
        <a href={issueAddress(issueId)} className={mergeClasses(lines.link, lines.strong)} onClick={go}>
          <span className={styles.number}>
            <MatchedText text={issueId} search={search} />
          </span>{' '}
          <span lang="en">
            <MatchedText text={title} search={search} />
          </span>
        </a>
        <p className={lines.quiet}>
          <span>{t(`classification.${row.classification}`)}</span>
          <span>{wordOf(row.status)}</span>
          {showService ? <span>{service}</span> : feature && feature !== service && <span lang="en">{feature}</span>}
          {state === 'resolved' && endsAt ? (
            <span>
              {t('issues.ended')} <When at={endsAt} />
            </span>
          ) : (
            startsAt && (
              <span>
                {t('issues.since')} <When at={startsAt} />
              </span>
            )
          )}
        </p>
      </div>
      <div className={lines.aside}>{aside}</div>
    </li>
  )
}

function Hit({ row: { state, affectedNow, affectedEver, modifiedAt } }: { row: IssueRow }) {
  const lines = useListLines()
  const { t } = useTranslation('serviceHealth')
  return (
    <>
      <span>{state === 'open' ? t('issues.hit', { count: affectedNow }) : t('issues.hitWere', { count: affectedEver })}</span>
      {modifiedAt && (
        <span className={lines.quiet}>
          <span>
            {t('issues.updated')} <When at={modifiedAt} />
          </span>
        </span>
      )}
    </>
  )
}
