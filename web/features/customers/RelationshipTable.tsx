// All delegated-administration relationships of a customer, with the status as Microsoft sent it: a table where there is room, otherwise
// each relationship with its facts below its name. On the customer's page, Delegation.
// biome-ignore-all lint/a11y/noRedundantRoles: without its own display a table loses its roles in some browsers.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerRelationship } from '../../../contract/customers.ts'
import { useFormat } from '../../i18n/format.ts'
import { DelegationBadge } from './DelegationBadge.tsx'

const tooNarrow = '@container (max-width: 879px)'

const useStyles = makeStyles({
  room: { containerType: 'inline-size' },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    [tooNarrow]: { display: 'block', '& tbody': { display: 'block' } },
  },
  head: {
    '& th': {
      padding: '8px 12px 8px 0',
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
      textAlign: 'start',
      verticalAlign: 'bottom',
      color: tokens.colorNeutralForeground2,
      fontSize: tokens.fontSizeBase200,
      fontWeight: tokens.fontWeightSemibold,
    },
    // Each fact brings its own term then; the columns' names stay for who listens.
    [tooNarrow]: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  },
  row: {
    [tooNarrow]: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(128px, 1fr))',
      gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
      padding: '12px 0',
      ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
    },
  },
  cell: {
    padding: '10px 12px 10px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    textAlign: 'start',
    verticalAlign: 'top',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    [tooNarrow]: { display: 'block', minWidth: 0, padding: 0, border: 'none', overflowWrap: 'anywhere' },
  },
  /** The term above its fact where there are no columns. */
  named: {
    [tooNarrow]: {
      '::before': {
        content: 'attr(data-term)',
        display: 'block',
        color: tokens.colorNeutralForeground2,
        fontFamily: tokens.fontFamilyBase,
        fontSize: tokens.fontSizeBase200,
        lineHeight: tokens.lineHeightBase200,
      },
    },
  },
  whole: { [tooNarrow]: { gridColumn: '1 / -1' } },
  name: { overflowWrap: 'anywhere', fontWeight: tokens.fontWeightMedium },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  date: { whiteSpace: 'nowrap' },
})

const columns = ['name', 'state', 'status', 'roles', 'created', 'activated', 'ends', 'autoExtends'] as const
type ColumnKey = (typeof columns)[number]

export function RelationshipTable({ delegations }: { delegations: readonly CustomerRelationship[] }) {
  const styles = useStyles()
  const { t } = useTranslation('customers')
  const factsOf = useFacts()
  const looks: Partial<Record<ColumnKey, string>> = {
    name: mergeClasses(styles.whole, styles.name),
    state: styles.whole,
    status: mergeClasses(styles.named, styles.code),
    created: mergeClasses(styles.named, styles.date),
    activated: mergeClasses(styles.named, styles.date),
    ends: mergeClasses(styles.named, styles.date),
  }
  return (
    <div className={styles.room}>
      <table role="table" className={styles.table} aria-label={t('relations.label')}>
        <thead role="rowgroup" className={styles.head}>
          <tr role="row">
            {columns.map((key) => (
              <th key={key} role="columnheader" scope="col">
                {t(`relations.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {delegations.map((delegation) => {
            const facts = factsOf(delegation)
            return (
              <tr key={delegation.id} role="row" className={styles.row}>
                {columns.map((key) => (
                  <td
                    key={key}
                    role="cell"
                    data-term={t(`relations.${key}`)}
                    className={mergeClasses(styles.cell, looks[key] ?? styles.named)}
                  >
                    {facts[key]}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function useFacts() {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const day = (instant: string | null) =>
    instant ? (
      <time dateTime={instant} title={format.exact(instant)}>
        {format.date(instant)}
      </time>
    ) : (
      '–'
    )
  return (of: CustomerRelationship): Record<ColumnKey, ReactNode> => ({
    name: of.name,
    state: <DelegationBadge customer={{ delegation: of.state, delegationEndsAt: of.endsAt }} />,
    status: of.status,
    roles: format.number(of.roles),
    created: day(of.createdAt),
    activated: day(of.activatedAt),
    ends: day(of.endsAt),
    autoExtends: of.autoExtends ? t('relations.yes') : t('relations.no'),
  })
}
