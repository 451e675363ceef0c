// Every service over all customers, the worst first: a calm table where there is room, otherwise each service with its facts below its name.
// biome-ignore-all lint/a11y/noRedundantRoles: without its own display a table loses its roles in some browsers.
import { mergeClasses } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { ServiceRow } from '../../../contract/service-health.ts'
import { useFormat } from '../../i18n/format.ts'
import { HealthBadge } from '../../ui/HealthBadge.tsx'
import { useGo } from '../../ui/use-go.ts'
import { HealthTimeline } from './HealthTimeline.tsx'
import { useServiceTableStyles } from './service-table.styles.ts'
import { useStatusWords } from './status-words.ts'

const columns = ['service', 'state', 'customers', 'incidents', 'advisories', 'days'] as const
const numbers: readonly string[] = ['customers', 'incidents', 'advisories']

export const serviceAddress = (service: string): string => `/service-health/${encodeURIComponent(service)}`

type ServiceTableProps = { services: readonly ServiceRow[]; customers: number; dimmed?: boolean }

export function ServiceTable({ services, customers, dimmed }: ServiceTableProps) {
  const styles = useServiceTableStyles()
  const { t } = useTranslation('serviceHealth')
  return (
    <div className={styles.room}>
      <table role="table" className={mergeClasses(styles.table, dimmed && styles.dimmed)} aria-label={t('table.label')}>
        <thead role="rowgroup" className={styles.head}>
          <tr role="row">
            {columns.map((key) => (
              <th key={key} role="columnheader" scope="col" className={mergeClasses(styles[key], numbers.includes(key) && styles.end)}>
                {t(`column.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {services.map((row) => (
            <Row key={row.service} row={row} customers={customers} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ row, customers }: { row: ServiceRow; customers: number }) {
  const styles = useServiceTableStyles()
  const { t } = useTranslation('serviceHealth')
  const format = useFormat()
  const go = useGo()
  const affected = row.customersAffected
  return (
    <tr role="row" className={styles.row} data-state={row.state}>
      <th role="rowheader" scope="row" className={mergeClasses(styles.cell, styles.service)}>
        <a href={serviceAddress(row.service)} className={styles.link} onClick={go}>
          {row.service}
        </a>
      </th>
      <td role="cell" className={mergeClasses(styles.cell, styles.state)}>
        <ServiceState row={row} />
      </td>
      <td
        role="cell"
        className={mergeClasses(styles.cell, styles.end, styles.customers)}
        data-zero={affected === 0 || undefined}
        data-term={t('column.customers')}
      >
        {affected === 0 ? <Quiet text={t('affected.none')} /> : t('affected.of', { affected, customers })}
        {affected > 0 && <Share of={customers} part={affected} />}
      </td>
      <td
        role="cell"
        className={mergeClasses(styles.cell, styles.end, styles.few)}
        data-zero={row.openIncidents === 0 || undefined}
        data-term={t('column.incidents')}
      >
        <Count value={row.openIncidents} text={format.number(row.openIncidents)} />
      </td>
      <td
        role="cell"
        className={mergeClasses(styles.cell, styles.end, styles.few)}
        data-zero={row.openAdvisories === 0 || undefined}
        data-term={t('column.advisories')}
      >
        <Count value={row.openAdvisories} text={format.number(row.openAdvisories)} />
      </td>
      <td role="cell" className={mergeClasses(styles.cell, styles.days)} data-term={t('column.days')}>
        <HealthTimeline days={row.days} />
      </td>
    </tr>
  )
}

/** The state, and where it is not healthy Microsoft's own word for most customers. */
function ServiceState({ row }: { row: ServiceRow }) {
  const styles = useServiceTableStyles()
  const wordOf = useStatusWords()
  const status = row.statuses[0]?.status
  return (
    <span className={styles.two}>
      <HealthBadge state={row.state} />
      {status && <span className={styles.status}>{wordOf(status)}</span>}
    </span>
  )
}

function Quiet({ text }: { text: string }) {
  return <span className={useServiceTableStyles().quiet}>{text}</span>
}

function Count({ value, text }: { value: number; text: string }) {
  const styles = useServiceTableStyles()
  return <span className={value === 0 ? styles.quiet : styles.strong}>{text}</span>
}

/** The share of the customers as a thin line; the words above it say the same. */
function Share({ of, part }: { of: number; part: number }) {
  const styles = useServiceTableStyles()
  const percent = of > 0 ? Math.max(2, (100 * part) / of) : 0
  return (
    <span className={styles.track} aria-hidden="true">
      <span className={styles.share} style={{ width: `${Math.min(100, percent)}%` }} />
    </span>
  )
}
