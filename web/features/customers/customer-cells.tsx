// What stands in the cells of the customer list, as small pieces made once per table rather than as components per row. Entered by customer-columns.
import { mergeClasses } from '@fluentui/react-components'
import { FlagFilled } from '@fluentui/react-icons/svg/flag'
import { PinFilled } from '@fluentui/react-icons/svg/pin'
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerRow } from '../../../contract/customers.ts'
import { useFormat } from '../../i18n/format.ts'
import { MatchedText } from '../../ui/MatchedText.tsx'
import { StatusBadge, StatusShape } from '../../ui/StatusBadge.tsx'
import { useCellStyles } from './cell.styles.ts'
import { useDelegationWords } from './DelegationBadge.tsx'

export function useCustomerCells(search: string | undefined) {
  const names = useNameCells(search)
  const styles = useCellStyles()
  const format = useFormat()
  const delegationWords = useDelegationWords()
  const dash = (
    <span className={styles.quiet} aria-hidden="true">
      –
    </span>
  )
  const text = (value: string) => (
    <span className={mergeClasses(styles.oneLine, styles.quiet)} title={value}>
      {value}
    </span>
  )
  const domain = (row: CustomerRow) =>
    row.domain ? (
      <span className={mergeClasses(styles.oneLine, styles.quiet)} title={row.domain}>
        <MatchedText text={row.domain} search={search ?? ''} />
      </span>
    ) : (
      dash
    )
  const moment = (instant: string | null) =>
    instant ? (
      <time className={mergeClasses(styles.oneLine, styles.quiet)} dateTime={instant} title={format.exact(instant)}>
        {format.relative(instant)}
      </time>
    ) : (
      dash
    )
  return {
    ...names,
    text,
    domain,
    moment,
    delegation: (row: CustomerRow) => <StatusBadge {...delegationWords(row)} />,
    country: (row: CustomerRow) => (row.country ? text(format.country(row.country)) : dash),
    number: (value: number) => <span>{format.number(value)}</span>,
  }
}

function useNameCells(search = '') {
  const styles = useCellStyles()
  const { t } = useTranslation('customers')
  const delegationWords = useDelegationWords()
  const leaveToTable = (event: MouseEvent) => {
    // Only the plain click is ours; a new tab or window leads to the customer's page.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    // The table opens the row, as for a click beside the link.
    event.preventDefault()
  }
  const name = (row: CustomerRow) => (
    <>
      <a
        className={mergeClasses(styles.oneLine, styles.name)}
        href={`/customers/${row.tenantId}`}
        tabIndex={-1}
        title={row.name}
        data-open
        onClick={leaveToTable}
      >
        <MatchedText text={row.name} search={search} />
      </a>
      {row.departedAt && <span className={styles.left}>&nbsp;· {t('row.left')}</span>}
    </>
  )
  /** In a narrow table the domain, the delegation and the marks share the cell of the name. */
  const nameAndMore = (row: CustomerRow) => {
    const words = delegationWords(row)
    return (
      <span className={styles.two}>
        <span className={styles.first}>
          {name(row)}
          {row.flagged && <FlagFilled className={styles.still} aria-label={t('flag.is')} />}
          {row.pinned && <PinFilled className={styles.still} aria-label={t('pin.is')} />}
        </span>
        <span className={styles.second} title={`${words.text} · ${row.domain ?? ''}`}>
          <StatusShape kind={words.kind} />
          <span className={styles.oneLine}>{row.domain ? <MatchedText text={row.domain} search={search} /> : words.text}</span>
        </span>
      </span>
    )
  }
  return { name, nameAndMore }
}
