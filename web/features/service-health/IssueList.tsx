// Incidents and advisories one below the other: number and title lead to the issue, beside them whom it hits. Entered by the pages of service health and the customer's page.
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { IssueRow } from '../../../contract/service-health.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { MatchedText } from '../../ui/MatchedText.tsx'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { StatusShape } from '../../ui/StatusBadge.tsx'
import { useGo } from '../../ui/use-go.ts'
import { When } from '../../ui/When.tsx'
import { issueAddress, issueKind } from './issue-look.ts'
import { type IssuesQuery, issuesQuery } from './service-health.data.ts'
import { useStatusWords } from './status-words.ts'

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) auto',
    gap: `0 ${tokens.spacingHorizontalM}`,
    padding: '12px 16px',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    breakInside: 'avoid',
    '@media (max-width: 767px)': { gridTemplateColumns: 'auto minmax(0, 1fr)' },
  },
  bare: { paddingInline: 0, ':hover': { backgroundColor: 'transparent' } },
  shape: { paddingTop: '2px', lineHeight: 0 },
  link: {
    display: 'inline-block',
    minHeight: '24px',
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    textDecorationLine: 'none',
    overflowWrap: 'anywhere',
    borderRadius: tokens.borderRadiusSmall,
    ':hover': { textDecorationLine: 'underline', color: tokens.colorBrandForegroundLink },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  number: { marginInlineEnd: '4px', fontVariantNumeric: 'tabular-nums', fontWeight: 'normal', color: tokens.colorNeutralForeground2 },
  quiet: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: '6px',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    '& > span:not(:last-child)::after': { content: '" ·"' },
  },
  aside: {
    display: 'grid',
    alignContent: 'start',
    justifyItems: 'end',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    '@media (max-width: 767px)': { gridColumn: 2, justifyItems: 'start', display: 'flex', flexWrap: 'wrap', columnGap: '10px' },
  },
  foot: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    minHeight: '40px',
    padding: '4px 16px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
})

type IssueListProps = { query: IssuesQuery; search: string; showService?: boolean; empty: ReactNode }

/** All that match, fifty at a time, always with the true total. */
export function IssueList({ query, search, showService, empty }: IssueListProps) {
  const styles = useStyles()
  const { t } = useTranslation(['serviceHealth', 'common'])
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(issuesQuery(query))
  if (error && !data)
    return (
      <div style={{ padding: 16 }}>
        <ErrorPanel error={error} onRetry={() => void refetch()} bare />
      </div>
    )
  if (!data)
    return (
      <div style={{ padding: 16 }}>
        <SkeletonLines count={6} label={t('common:loading')} />
      </div>
    )
  const rows = data.pages.flatMap((page) => page.rows)
  const total = data.pages.at(-1)?.total ?? rows.length
  if (rows.length === 0) return empty
  return (
    <>
      <IssueRows rows={rows} search={search} showService={showService} />
      <div className={styles.foot}>
        <span role="status">{t('issues.shown', { shown: rows.length, total })}</span>
        {hasNextPage && (
          <Button size="small" appearance="transparent" disabledFocusable={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('issues.more')}
          </Button>
        )}
      </div>
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
  const { t } = useTranslation('serviceHealth')
  const go = useGo()
  const wordOf = useStatusWords()
  const { issueId, title, state, startsAt, endsAt, service, feature } = row
  return (
    <li className={mergeClasses(styles.row, bare && styles.bare)} data-issue={issueId} data-state={state}>
      <span className={styles.shape}>
        <StatusShape kind={issueKind(row)} />
      </span>
      <div>
        <a href={issueAddress(issueId)} className={styles.link} onClick={go}>
          <span className={styles.number}>
            <MatchedText text={issueId} search={search} />
          </span>{' '}
          <span lang="en">
            <MatchedText text={title} search={search} />
          </span>
        </a>
        <p className={styles.quiet}>
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
      <div className={styles.aside}>{aside}</div>
    </li>
  )
}

function Hit({ row: { state, affectedNow, affectedEver, modifiedAt } }: { row: IssueRow }) {
  const styles = useStyles()
  const { t } = useTranslation('serviceHealth')
  return (
    <>
      <span>{state === 'open' ? t('issues.hit', { count: affectedNow }) : t('issues.hitWere', { count: affectedEver })}</span>
      {modifiedAt && (
        <span className={styles.quiet}>
          <span>
            {t('issues.updated')} <When at={modifiedAt} />
          </span>
        </span>
      )}
    </>
  )
}
