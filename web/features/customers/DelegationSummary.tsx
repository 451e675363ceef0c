// A customer's delegated access on the card: its state, until when, and the relationships behind it. Entered by CustomerCard.
import { makeStyles, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { CustomerRelationship, CustomerRow } from '../../../contract/customers.ts'
import { useFormat } from '../../i18n/format.ts'
import { SkeletonBar } from '../../ui/Skeletons.tsx'
import { DelegationBadge } from './DelegationBadge.tsx'

const useStyles = makeStyles({
  list: { display: 'grid', gap: tokens.spacingVerticalS, margin: 0, padding: 0, listStyle: 'none' },
  item: {
    display: 'grid',
    gap: '2px',
    padding: `0 0 0 ${tokens.spacingHorizontalM}`,
    borderLeft: `2px solid ${tokens.colorNeutralStroke2}`,
  },
  name: { fontWeight: tokens.fontWeightMedium, overflowWrap: 'anywhere' },
  none: { color: tokens.colorNeutralForeground2 },
  more: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
})

const shownOnCard = 3

type DelegationSummaryProps = { row: CustomerRow; delegations: readonly CustomerRelationship[] | undefined }

export function DelegationSummary({ row, delegations }: DelegationSummaryProps) {
  const styles = useStyles()
  const { t } = useTranslation('customers')
  if (!delegations) return <SkeletonBar width="80%" />
  if (delegations.length === 0)
    return <p className={styles.none}>{row.delegation === 'none' ? t('delegation.noneYet') : t('delegation.notRead')}</p>
  const rest = delegations.length - shownOnCard
  return (
    <>
      <ul className={styles.list}>
        {delegations.slice(0, shownOnCard).map((delegation) => (
          <Relationship key={delegation.id} delegation={delegation} />
        ))}
      </ul>
      {rest > 0 && <p className={styles.more}>{t('delegation.more', { count: rest })}</p>}
    </>
  )
}

function Relationship({ delegation }: { delegation: CustomerRelationship }) {
  const styles = useStyles()
  const { t } = useTranslation('customers')
  const format = useFormat()
  const { name, state, roles, endsAt, autoExtends } = delegation
  const end =
    endsAt &&
    (state === 'active' ? t('delegation.ends', { date: format.date(endsAt) }) : t('delegation.ended', { date: format.date(endsAt) }))
  const parts = [t('delegation.roles', { count: roles }), end, autoExtends && state === 'active' ? t('delegation.autoExtends') : null]
  return (
    <li className={styles.item}>
      <span className={styles.name}>{name}</span>
      <DelegationBadge customer={{ delegation: state, delegationEndsAt: endsAt }} />
      <span className={styles.more}>{parts.filter(Boolean).join(' · ')}</span>
    </li>
  )
}
