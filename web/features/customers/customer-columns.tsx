// The columns of the customer list. Entered by CustomerTable; which of them show is the reader's choice.
import { mergeClasses } from '@fluentui/react-components'
import { FlagFilled } from '@fluentui/react-icons/svg/flag'
import { PinFilled } from '@fluentui/react-icons/svg/pin'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerRow, CustomerView } from '../../../contract/customers.ts'
import { useMay } from '../../api/session.ts'
import { useFormat } from '../../i18n/format.ts'
import type { DataTableColumn } from '../../ui/DataTable/table-types.ts'
import { StatusBadge, StatusShape } from '../../ui/StatusBadge.tsx'
import { useCellStyles } from './cell.styles.ts'
import { useDelegationWords } from './DelegationBadge.tsx'
import { MatchedText } from '../../ui/MatchedText.tsx'
import { RowActions, RowMarks } from './RowActions.tsx'
import type { Marks } from './use-marks.tsx'

export type Column = DataTableColumn<CustomerRow> & {
  /** Not shown unless chosen. */
  optional?: boolean
  /** Part of the table, so not offered for hiding. */
  fixed?: boolean
}

export type ColumnOptions = {
  view: CustomerView
  search: string | undefined
  marks: Marks
  onOpen: (row: CustomerRow) => void
  onMenu: (row: CustomerRow, anchor: HTMLElement) => void
}

export function useCustomerColumns(options: ColumnOptions): Column[] {
  const { view, search, marks, onOpen, onMenu } = options
  const { t, i18n } = useTranslation('customers')
  const mayEnter = useMay('customers.enter')
  const parts = useCellParts()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the parts change with the language alone.
  return useMemo(() => {
    const recent = view === 'recent'
    return [
      { key: 'marks', header: t('column.marks'), hideHeader: true, fixed: true, minWidth: 66, grow: 0, priority: recent ? 4 : 2, cell: (row) => <RowMarks row={row} marks={marks} /> },
      {
        key: 'name', header: t('column.name'), fixed: true, sortable: true, minWidth: 170, narrowWidth: 150, grow: 5, priority: 0,
        cell: (row, { narrow }) => (narrow ? parts.nameAndDomain(row, search, onOpen) : parts.name(row, search, onOpen)),
      },
      { key: 'domain', header: t('column.domain'), sortable: true, minWidth: 130, grow: 4, priority: recent ? 5 : 3, cell: (row) => parts.domain(row, search) },
      { key: 'delegation', header: t('column.delegation'), sortable: true, minWidth: 165, grow: 2, priority: recent ? 2 : 1, cell: (row) => parts.delegation(row) },
      { key: 'country', header: t('column.country'), minWidth: 120, grow: 2, priority: 6, cell: (row) => parts.country(row) },
      { key: 'lastOpened', header: t('column.lastOpened'), sortable: true, optional: !recent, minWidth: 120, grow: 1, priority: recent ? 1 : 7, cell: (row) => parts.moment(row.lastOpenedAt) },
      { key: 'visits', header: t('column.visits'), sortable: true, optional: !recent, align: 'end', minWidth: 84, grow: 0, priority: recent ? 3 : 8, cell: (row) => parts.number(row.visits) },
      { key: 'added', header: t('column.added'), sortable: true, optional: recent, minWidth: 110, grow: 1, priority: 5, cell: (row) => parts.moment(row.addedAt) },
      { key: 'tenantId', header: t('column.tenantId'), optional: true, minWidth: 290, grow: 0, priority: 7, cell: (row) => parts.text(row.tenantId) },
      {
        key: 'actions', header: t('column.actions'), fixed: true, minWidth: 106, narrowWidth: 76, grow: 0, priority: 0,
        cell: (row, { active, narrow }) => <RowActions row={row} active={active} narrow={narrow} mayEnter={mayEnter} onMenu={onMenu} />,
      },
    ] satisfies Column[]
  }, [view, search, marks, onOpen, onMenu, mayEnter, i18n.language])
}

/** Small pieces of cells, made once per table rather than as components per row. */
function useCellParts() {
  const styles = useCellStyles()
  const { t } = useTranslation('customers')
  const format = useFormat()
  const delegationWords = useDelegationWords()

  const text = (value: string) => (
    <span className={mergeClasses(styles.oneLine, styles.quiet)} title={value}>
      {value}
    </span>
  )
  const dash = <span className={styles.quiet} aria-hidden="true">–</span>
  const name = (row: CustomerRow, search: string | undefined, onOpen: (row: CustomerRow) => void) => (
    <>
      <a
        className={mergeClasses(styles.oneLine, styles.name)}
        href={`/customers/${row.tenantId}`}
        tabIndex={-1}
        title={row.name}
        onClick={(event) => {
          // Only the plain click is ours; a new tab or window leads to the customer's page.
          if (event.ctrlKey || event.metaKey || event.shiftKey) return
          event.preventDefault()
          onOpen(row)
        }}
      >
        <MatchedText text={row.name} search={search ?? ''} />
      </a>
      {row.departedAt && <span className={styles.left}>&nbsp;· {t('row.left')}</span>}
    </>
  )
  const nameAndDomain = (row: CustomerRow, search: string | undefined, onOpen: (row: CustomerRow) => void) => {
    const words = delegationWords(row)
    return (
      <span className={styles.two}>
        <span className={styles.first}>
          {name(row, search, onOpen)}
          {row.flagged && <FlagFilled className={styles.still} aria-label={t('flag.is')} />}
          {row.pinned && <PinFilled className={styles.still} aria-label={t('pin.is')} />}
        </span>
        <span className={styles.second} title={`${words.text} · ${row.domain ?? ''}`}>
          <StatusShape kind={words.kind} />
          <span className={styles.oneLine}>{row.domain ? <MatchedText text={row.domain} search={search ?? ''} /> : words.text}</span>
        </span>
      </span>
    )
  }
  return {
    text,
    name,
    nameAndDomain,
    domain: (row: CustomerRow, search: string | undefined) =>
      row.domain ? (
        <span className={mergeClasses(styles.oneLine, styles.quiet)} title={row.domain}>
          <MatchedText text={row.domain} search={search ?? ''} />
        </span>
      ) : (
        dash
      ),
    delegation: (row: CustomerRow) => <StatusBadge {...delegationWords(row)} />,
    country: (row: CustomerRow) => (row.country ? text(format.country(row.country)) : dash),
    moment: (instant: string | null) =>
      instant ? (
        <time className={mergeClasses(styles.oneLine, styles.quiet)} dateTime={instant} title={format.exact(instant)}>
          {format.relative(instant)}
        </time>
      ) : (
        dash
      ),
    number: (value: number) => <span>{format.number(value)}</span>,
  }
}
