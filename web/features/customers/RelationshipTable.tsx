// All delegated-administration relationships of a customer, with the status as Microsoft sent it. On the customer's page, Delegation.
import { makeStyles, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { CustomerRelationship } from '../../../contract/customers.ts'
import { useFormat } from '../../i18n/format.ts'
import { DelegationBadge } from './DelegationBadge.tsx'

const useStyles = makeStyles({
  scroll: { overflowX: 'auto' },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    '& th, & td': {
      padding: '8px 12px 8px 0',
      textAlign: 'start',
      verticalAlign: 'top',
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    },
    '& th': {
      color: tokens.colorNeutralForeground2,
      fontSize: tokens.fontSizeBase200,
      fontWeight: tokens.fontWeightSemibold,
      whiteSpace: 'nowrap',
    },
    '& td': { fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
  },
  name: { minWidth: '160px', overflowWrap: 'anywhere', fontWeight: tokens.fontWeightMedium },
  number: { textAlign: 'end !important' as 'end', fontVariantNumeric: 'tabular-nums' },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  date: { whiteSpace: 'nowrap' },
})

export function RelationshipTable({ delegations }: { delegations: readonly CustomerRelationship[] }) {
  const styles = useStyles()
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
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the window must be scrollable by keyboard.
    <section className={styles.scroll} tabIndex={0} aria-label={t('relations.label')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('relations.name')}</th>
            <th scope="col">{t('relations.state')}</th>
            <th scope="col">{t('relations.status')}</th>
            <th scope="col" className={styles.number}>
              {t('relations.roles')}
            </th>
            <th scope="col">{t('relations.created')}</th>
            <th scope="col">{t('relations.activated')}</th>
            <th scope="col">{t('relations.ends')}</th>
            <th scope="col">{t('relations.autoExtends')}</th>
          </tr>
        </thead>
        <tbody>
          {delegations.map((delegation) => (
            <tr key={delegation.id}>
              <td className={styles.name}>{delegation.name}</td>
              <td>
                <DelegationBadge customer={{ delegation: delegation.state, delegationEndsAt: delegation.endsAt }} />
              </td>
              <td className={styles.code}>{delegation.status}</td>
              <td className={styles.number}>{format.number(delegation.roles)}</td>
              <td className={styles.date}>{day(delegation.createdAt)}</td>
              <td className={styles.date}>{day(delegation.activatedAt)}</td>
              <td className={styles.date}>{day(delegation.endsAt)}</td>
              <td>{delegation.autoExtends ? t('relations.yes') : t('relations.no')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
