// What stands in the cells of the customer list, as small pieces made once per table rather than as components per row. Entered by customer-columns.
import { mergeClasses } from '@fluentui/react-components'
import { FlagFilled } from '@fluentui/react-icons/svg/flag'
import { PinFilled } from '@fluentui/react-icons/svg/pin'
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerRow } from '../../../contract/customers.ts'
import { useFormat } from '../../i18n/format.ts'
import type { CellPlace } from '../../ui/DataTable/table-types.ts'
import { MatchedText } from '../../ui/MatchedText.tsx'
import { StatusBadge, StatusShape } from '../../ui/StatusBadge.tsx'
import { HealthIcon, needsLook, useHealthWords } from './CustomerHealth.tsx'
import { useCellStyles } from './cell.styles.ts'
import { useDelegationWords } from './DelegationBadge.tsx'
import { whyMatched } from './why-matched.ts'

const twoLinesPx = 40
/** What a narrow row shows with the name. */
const besideName: ReadonlySet<string> = new Set(['domain'])

export function useCustomerCells(search: string | undefined) {
  const names = useNameCells(search)
  const styles = useCellStyles()
  const { t } = useTranslation('customers')
  const format = useFormat()
  const delegationWords = useDelegationWords()
  const healthWords = useHealthWords()
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
  const noCountry = ({ addressState: state }: CustomerRow) =>
    state === 'known' ? (
      dash
    ) : (
      <span className={mergeClasses(styles.oneLine, styles.unread)} title={t(`country.${state}Why`)}>
        {t(`country.${state}`)}
      </span>
    )
  return {
    ...names,
    text,
    domain,
    moment,
    health: (row: CustomerRow) => <HealthIcon {...healthWords(row)} />,
    tags: (names: readonly string[]) => (names.length > 0 ? text(names.join(', ')) : dash),
    delegation: (row: CustomerRow) => <StatusBadge {...delegationWords(row)} />,
    country: (row: CustomerRow) => (row.country ? text(format.country(row.country)) : noCountry(row)),
    number: (value: number) => <span>{format.number(value)}</span>,
  }
}

function useNameCells(search = '') {
  const styles = useCellStyles()
  const { t } = useTranslation('customers')
  const delegationWords = useDelegationWords()
  const healthWords = useHealthWords()
  const leaveToTable = (event: MouseEvent) => {
    // Only the plain click is ours; a new tab or window leads to the customer's page.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    // The table opens the row, as for a click beside the link.
    event.preventDefault()
  }
  const link = (row: CustomerRow) => (
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
  const reason = (row: CustomerRow, shown: ReadonlySet<string>) => {
    const why = whyMatched(row, search, shown)
    if (why === 'otherDomain') return t('match.otherDomain')
    return why && <MatchedText text={row[why] ?? ''} search={search} />
  }
  /** What matched stands below the name where its own column has no room, or beside the name in a low row. */
  const name = (row: CustomerRow, { shown, height }: CellPlace) => {
    const why = reason(row, shown)
    if (!why) return link(row)
    const low = height < twoLinesPx
    return (
      <span className={low ? styles.beside : styles.two}>
        <span className={styles.first}>{link(row)}</span>
        <span className={styles.second} data-match>
          <span className={styles.oneLine}>{why}</span>
        </span>
      </span>
    )
  }
  /** In a narrow table the domain, the delegation and the marks share the cell of the name. */
  const nameAndMore = (row: CustomerRow) => {
    const words = delegationWords(row)
    const domain = row.domain ? <MatchedText text={row.domain} search={search} /> : words.text
    return (
      <span className={styles.two}>
        <span className={styles.first}>
          {link(row)}
          {row.flagged && <FlagFilled className={styles.still} aria-label={t('flag.is')} />}
          {row.pinned && <PinFilled className={styles.still} aria-label={t('pin.is')} />}
          {needsLook(row) && <HealthIcon {...healthWords(row)} />}
        </span>
        <span className={styles.second} title={`${words.text} · ${row.domain ?? ''}`}>
          <StatusShape kind={words.kind} />
          <span className={styles.oneLine}>{reason(row, besideName) ?? domain}</span>
        </span>
      </span>
    )
  }
  return { name, nameAndMore }
}
