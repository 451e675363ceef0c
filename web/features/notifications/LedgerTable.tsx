// The ledger (B4): for each change and recipient what became of it; a row opens its story. Entered by the ledger's page.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerEntry } from '../../../contract/notice-ledger.ts'
import type { NoticeOwner } from '../../../contract/notifications.ts'
import { useFormat } from '../../i18n/format.ts'
import { DataTable } from '../../ui/DataTable/DataTable.tsx'
import type { DataTableColumn } from '../../ui/DataTable/table-types.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { EntryStory } from './EntryStory.tsx'
import { entryLooks } from './entry-looks.ts'
import { momentWord } from './moment-word.ts'
import type { LedgerFilter } from './notifications.data.ts'
import { useLedger } from './use-ledger.ts'

const rowPx = 44
const headPx = 37
/** A short list is as high as its rows, a long one scrolls within. */
const mostRowsHigh = 14

const useStyles = makeStyles({
  box: {
    minWidth: 0,
    overflow: 'hidden',
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  oneLine: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
  two: { display: 'grid', minWidth: 0, width: '100%' },
  second: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  foot: {
    minHeight: '36px',
    padding: `8px ${tokens.spacingHorizontalM}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
})

export function LedgerTable({ owner, filter }: { owner: NoticeOwner; filter: LedgerFilter }) {
  const styles = useStyles()
  const { t } = useTranslation('notifications')
  const [active, setActive] = useState(-1)
  const [open, setOpen] = useState<LedgerEntry>()
  const list = useLedger(owner, filter)
  const columns = useColumns()
  if (list.error) return <ErrorPanel error={list.error} onRetry={list.retry} />
  const total = list.total ?? mostRowsHigh
  if (total === 0)
    return (
      <EmptyState size="small" title={t('ledger.none')}>
        {t(Object.keys(filter).length > 0 ? 'ledger.noneWhy' : 'ledger.noneYet')}
      </EmptyState>
    )
  return (
    <>
      <div className={styles.box}>
        <div style={{ height: Math.min(total, mostRowsHigh) * rowPx + headPx + 4 }}>
          <DataTable
            texts={{ label: t('ledger.title'), keyboard: t('ledger.keyboard') }}
            columns={columns}
            rowCount={total}
            rowAt={list.rowAt}
            rowKey={({ entryId }) => entryId}
            rowHeight={rowPx}
            onVisibleRows={list.onVisibleRows}
            active={Math.min(active, total - 1)}
            onActive={setActive}
            current={open?.entryId ?? null}
            onOpen={setOpen}
            listKey={list.listKey}
            dimmed={list.waiting}
          />
        </div>
        <p className={styles.foot} role="status">
          {list.total !== undefined && t('ledger.foot', { count: list.total })}
        </p>
      </div>
      {open && <EntryStory key={open.entryId} entry={open} onClose={() => setOpen(undefined)} />}
    </>
  )
}

type Column = DataTableColumn<LedgerEntry>

function useColumns(): Column[] {
  const { t, i18n } = useTranslation('notifications')
  const cells = useCells()
  // biome-ignore lint/correctness/useExhaustiveDependencies: words and cells change with the language alone.
  return useMemo<Column[]>(
    () => [
      { key: 'state', header: t('ledger.state'), minWidth: 150, narrowWidth: 128, grow: 1, priority: 0, cell: cells.state },
      {
        key: 'what',
        header: t('ledger.what'),
        minWidth: 200,
        narrowWidth: 150,
        grow: 5,
        priority: 0,
        cell: (entry, { narrow }) => (narrow ? cells.whatAndMore(entry) : cells.what(entry)),
      },
      { key: 'to', header: t('ledger.to'), minWidth: 170, grow: 3, priority: 1, cell: cells.to },
      { key: 'reason', header: t('ledger.reason'), minWidth: 190, grow: 4, priority: 3, cell: cells.reason },
      { key: 'at', header: t('ledger.at'), minWidth: 120, grow: 1, priority: 2, cell: cells.at },
    ],
    [i18n.language],
  )
}

function useCells() {
  const styles = useStyles()
  const { t } = useTranslation('notifications')
  const format = useFormat()
  const quiet = mergeClasses(styles.oneLine, styles.quiet)
  const what = (entry: LedgerEntry) => {
    const { issueId, title } = entry
    const text = [t(`moment.${momentWord(entry)}`), issueId, title].filter(Boolean).join(' · ')
    return (
      <span className={styles.oneLine} title={text} data-open>
        {text}
      </span>
    )
  }
  return {
    what,
    state: ({ state }: LedgerEntry) => <StatusBadge kind={entryLooks[state]} text={t(`state.${state}`)} />,
    whatAndMore: (entry: LedgerEntry) => (
      <span className={styles.two}>
        {what(entry)}
        <span className={mergeClasses(quiet, styles.second)}>
          {entry.channel.target} · {format.relative(entry.at)}
        </span>
      </span>
    ),
    to: ({ channel, person }: LedgerEntry) => (
      <span className={quiet} title={person ? `${person.name} · ${channel.target}` : channel.target}>
        {channel.target}
      </span>
    ),
    reason: ({ reason }: LedgerEntry) =>
      reason && (
        <span className={quiet} title={t(`reason.${reason}`)}>
          {t(`reason.${reason}`)}
        </span>
      ),
    at: ({ at }: LedgerEntry) => (
      <time className={quiet} dateTime={at} title={format.exact(at)}>
        {format.relative(at)}
      </time>
    ),
  }
}
