// The affected customers as rows: name, language, where they are reached, what they were told; selected for sending, opened for their message.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { FlagFilled } from '@fluentui/react-icons/svg/flag'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AffectedCustomer } from '../../../contract/customer-notices.ts'
import { useFormat } from '../../i18n/format.ts'
import { DataTable } from '../../ui/DataTable/DataTable.tsx'
import type { DataTableColumn, SelectIntent } from '../../ui/DataTable/table-types.ts'
import { MatchedText } from '../../ui/MatchedText.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { useTellStyles } from './tell.styles.ts'
import type { AffectedList } from './use-affected.ts'
import { addressOf, type Drafts } from './use-drafts.ts'

const rowPx = 44
const headPx = 37
/** A short list is as high as its rows, a long one scrolls within. */
const mostRowsHigh = 12

const useStyles = makeStyles({
  oneLine: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
  name: { display: 'flex', alignItems: 'center', gap: '6px', minWidth: 0, '& svg': { flexShrink: 0, fontSize: '14px' } },
  strong: { fontWeight: tokens.fontWeightMedium },
  two: { display: 'grid', minWidth: 0, width: '100%' },
  second: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
})

type AffectedTableProps = {
  list: AffectedList
  issueId: string
  drafts: Drafts
  search: string
  selected: ReadonlySet<string>
  onSelect: (intent: SelectIntent) => void
  current: string | undefined
  onOpen: (row: AffectedCustomer) => void
}

export function AffectedTable({ list, issueId, drafts, search, selected, onSelect, current, onOpen }: AffectedTableProps) {
  const tell = useTellStyles()
  const { t } = useTranslation('customerNotices')
  const [active, setActive] = useState(-1)
  const columns = useColumns(drafts, search)
  const total = list.total ?? mostRowsHigh
  const select = { all: t('list.selectAll'), row: ({ name }: AffectedCustomer) => t('list.selectRow', { name }) }
  return (
    <>
      <div style={{ height: Math.min(total, mostRowsHigh) * rowPx + headPx + 4 }}>
        <DataTable
          texts={{ label: t('list.label', { number: issueId }), keyboard: t('list.keyboard'), select }}
          columns={columns}
          rowCount={total}
          rowAt={list.rowAt}
          rowKey={({ tenantId }) => tenantId}
          rowHeight={rowPx}
          onVisibleRows={list.onVisibleRows}
          active={Math.min(active, total - 1)}
          onActive={setActive}
          current={current ?? null}
          selected={selected}
          onSelect={onSelect}
          onOpen={onOpen}
          listKey={list.listKey}
          dimmed={list.waiting}
        />
      </div>
      <p className={tell.foot} role="status">
        {list.total !== undefined && t('list.foot', { count: list.total })}
      </p>
    </>
  )
}

type Column = DataTableColumn<AffectedCustomer>

function useColumns(drafts: Drafts, search: string): Column[] {
  const { t, i18n } = useTranslation('customerNotices')
  const cells = useCells(drafts, search)
  // biome-ignore lint/correctness/useExhaustiveDependencies: words and cells change with the language, the search and what was chosen alone.
  return useMemo(
    () => [
      {
        key: 'name',
        header: t('list.name'),
        minWidth: 150,
        narrowWidth: 150,
        grow: 4,
        priority: 0,
        cell: (row, { narrow }) => (narrow ? cells.nameAndMore(row) : cells.name(row)),
      },
      { key: 'language', header: t('list.language'), minWidth: 84, grow: 0, priority: 2, cell: cells.language },
      { key: 'address', header: t('list.address'), minWidth: 150, grow: 4, priority: 1, cell: cells.address },
      { key: 'told', header: t('list.told'), minWidth: 160, grow: 2, priority: 0, cell: cells.told },
    ],
    [drafts, search, i18n.language],
  )
}

function useCells(drafts: Drafts, search: string) {
  const styles = useStyles()
  const { t } = useTranslation('customerNotices')
  const format = useFormat()
  const quiet = mergeClasses(styles.oneLine, styles.quiet)
  const name = (row: AffectedCustomer) => (
    <span className={styles.name} data-open>
      {row.flagged && <FlagFilled role="img" aria-hidden={false} aria-label={t('list.flagged')} />}
      <span className={mergeClasses(styles.oneLine, styles.strong)} title={row.name}>
        <MatchedText text={row.name} search={search} />
      </span>
    </span>
  )
  const told = ({ told: last }: AffectedCustomer) =>
    last ? (
      <span className={styles.oneLine} title={`${t(`kind.${last.kind}`)} · ${format.exact(last.at)}`}>
        {t(`told.${last.state}`)} · {format.relative(last.at)}
      </span>
    ) : (
      <span className={quiet}>{t('told.notYet')}</span>
    )
  /** Where nothing is left to send to. */
  const refused = (row: AffectedCustomer) =>
    !addressOf(row, drafts.get(row.tenantId)) &&
    row.refused && <StatusBadge kind="warning" text={t('list.refused', row.refused)} title={row.refused.address} />
  return {
    name,
    told,
    nameAndMore: (row: AffectedCustomer) => (
      <span className={styles.two}>
        {name(row)}
        <span className={mergeClasses(quiet, styles.second)}>{(isOpen(row) && refused(row)) || told(row)}</span>
      </span>
    ),
    language: (row: AffectedCustomer) => (
      <span className={quiet}>{t(`language.${drafts.get(row.tenantId)?.language ?? row.language}`)}</span>
    ),
    address: (row: AffectedCustomer) => {
      const address = addressOf(row, drafts.get(row.tenantId))
      return (
        refused(row) || (
          <span className={quiet} title={address}>
            {address || t('list.noAddress')}
          </span>
        )
      )
    },
  }
}

/** Not told yet: what stands in the way of it matters more than that it failed. */
const isOpen = ({ told }: AffectedCustomer): boolean => !told || told.state === 'failed'
