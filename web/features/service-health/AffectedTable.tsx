// The rows of the customers an issue hits: name, domain, country, since, until, and the way to Microsoft's own page of each. Entered by AffectedCustomers.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { OpenRegular } from '@fluentui/react-icons/svg/open'
import { type MouseEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AffectedCustomer, IssueRow } from '../../../contract/service-health.ts'
import { useMay } from '../../api/session.ts'
import { useFormat } from '../../i18n/format.ts'
import { DataTable } from '../../ui/DataTable/DataTable.tsx'
import type { DataTableColumn } from '../../ui/DataTable/table-types.ts'
import { MatchedText } from '../../ui/MatchedText.tsx'
import type { AffectedWhich } from './affected-which.ts'
import { microsoftPage } from './issue-look.ts'
import { Leaving } from './Leaving.tsx'
import type { AffectedList } from './use-affected.ts'

const rowPx = 40
const headPx = 37
/** A short list is as high as its rows, a long one scrolls within. */
const mostRowsHigh = 12

const useStyles = makeStyles({
  oneLine: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
  name: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightMedium,
    textDecorationLine: 'none',
    ':hover': { textDecorationLine: 'underline' },
  },
  two: { display: 'grid', minWidth: 0, width: '100%' },
  second: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  out: {
    display: 'grid',
    placeItems: 'center',
    width: '28px',
    height: '28px',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground3,
    fontSize: '18px',
    lineHeight: 0,
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover, color: tokens.colorNeutralForeground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-1px' },
  },
  foot: {
    minHeight: '36px',
    padding: `8px ${tokens.spacingHorizontalM}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
})

type AffectedTableProps = {
  issue: IssueRow
  which: AffectedWhich
  search: string
  list: AffectedList & { total: number }
  onOpen: (tenantId: string) => void
}

export function AffectedTable({ issue, which, search, list, onOpen }: AffectedTableProps) {
  const styles = useStyles()
  const { t } = useTranslation('serviceHealth')
  const [active, setActive] = useState(-1)
  const columns = useColumns(which, search)
  return (
    <>
      <div style={{ height: Math.min(list.total, mostRowsHigh) * rowPx + headPx + 4 }}>
        <DataTable
          texts={{ label: t('affected.label', { number: issue.issueId }), keyboard: t('affected.keyboard') }}
          columns={columns}
          rowCount={list.total}
          rowAt={list.rowAt}
          rowKey={({ tenantId }) => tenantId}
          rowHeight={rowPx}
          onVisibleRows={list.onVisibleRows}
          active={Math.min(active, list.total - 1)}
          onActive={setActive}
          onOpen={({ tenantId }) => onOpen(tenantId)}
          listKey={list.listKey}
          dimmed={list.waiting}
        />
      </div>
      <p className={styles.foot} role="status">
        {t('affected.foot', { total: list.total })}
      </p>
    </>
  )
}

type Column = DataTableColumn<AffectedCustomer>

function useColumns(which: AffectedWhich, search: string): Column[] {
  const { t, i18n } = useTranslation('serviceHealth')
  const cells = useCells(search)
  const mayEnter = useMay('customers.enter')
  // biome-ignore lint/correctness/useExhaustiveDependencies: words and cells change with the language and the search alone.
  return useMemo(() => {
    const named = { key: 'name', header: t('affected.name'), minWidth: 180, narrowWidth: 150, grow: 5, priority: 0 }
    const columns: Column[] = [
      { ...named, cell: (row, place) => (place.narrow ? cells.nameAndMore(row) : cells.name(row)) },
      { key: 'domain', header: t('affected.domain'), minWidth: 150, grow: 4, priority: 3, cell: cells.domain },
      { key: 'country', header: t('affected.country'), minWidth: 120, grow: 2, priority: 4, cell: cells.country },
      { key: 'since', header: t('affected.since'), minWidth: 130, grow: 2, priority: 1, cell: ({ since }) => cells.moment(since) },
    ]
    if (which !== 'now') columns.push({ key: 'until', header: t('affected.until'), minWidth: 240, grow: 2, priority: 2, cell: cells.until })
    const out = { key: 'microsoft', header: t('affected.microsoft'), hideHeader: true, minWidth: 48, narrowWidth: 44, grow: 0, priority: 0 }
    if (mayEnter) columns.push({ ...out, cell: (row, place) => cells.out(row, place.active) })
    return columns
  }, [which, search, mayEnter, i18n.language])
}

function useCells(search: string) {
  const styles = useStyles()
  const { t } = useTranslation('serviceHealth')
  const format = useFormat()
  const quiet = mergeClasses(styles.oneLine, styles.quiet)
  const leaveToTable = (event: MouseEvent) => {
    // Only the plain click is the table's, which opens the row; a new tab or window is the browser's.
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) event.preventDefault()
  }
  const name = (row: AffectedCustomer) => (
    <a
      className={mergeClasses(styles.oneLine, styles.name)}
      href={`/customers/${row.tenantId}?tab=health`}
      tabIndex={-1}
      title={row.name}
      data-open
      onClick={leaveToTable}
    >
      <MatchedText text={row.name} search={search} />
    </a>
  )
  const moment = (at: string) => (
    <time className={quiet} dateTime={at} title={format.exact(at)}>
      {format.relative(at)}
    </time>
  )
  const left = (until: string, { leftBecause }: AffectedCustomer) => (
    <time className={quiet} dateTime={until} title={format.exact(until)}>
      <Leaving because={leftBecause} /> {format.relative(until)}
    </time>
  )
  return {
    name,
    moment,
    nameAndMore: (row: AffectedCustomer) => (
      <span className={styles.two}>
        {name(row)}
        <span className={mergeClasses(quiet, styles.second)}>
          {t('customer.since')} {format.relative(row.since)}
          {row.until && ' · '}
          {row.until && left(row.until, row)}
        </span>
      </span>
    ),
    domain: ({ domain }: AffectedCustomer) =>
      domain && (
        <span className={quiet} title={domain}>
          <MatchedText text={domain} search={search} />
        </span>
      ),
    country: ({ country }: AffectedCustomer) => country && <span className={quiet}>{format.country(country)}</span>,
    until: (row: AffectedCustomer) => (row.until ? left(row.until, row) : <span className={quiet}>{t('affected.still')}</span>),
    out: (row: AffectedCustomer, active: boolean) =>
      row.delegation === 'active' && !row.departedAt ? (
        <a
          className={styles.out}
          data-row-stop
          tabIndex={active ? 0 : -1}
          href={microsoftPage(row.tenantId)}
          target="_blank"
          rel="noreferrer"
          aria-label={t('affected.openMicrosoft', { name: row.name })}
          title={t('affected.openMicrosoft', { name: row.name })}
        >
          <OpenRegular />
        </a>
      ) : null,
  }
}
