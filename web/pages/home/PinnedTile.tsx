// The customers the person has pinned, for quick access.
import { mergeClasses } from '@fluentui/react-components'
import { PinRegular } from '@fluentui/react-icons/svg/pin'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CustomerRow } from '../../../contract/customers.ts'
import { useDelegationWords } from '../../features/customers/DelegationBadge.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useLinkStyles } from '../../ui/link-styles.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Tile } from '../../ui/Tile.tsx'
import { CustomerLine } from './CustomerLine.tsx'

/** `total`: how many there are, where more are pinned than stand here. */
export function PinnedTile({ customers, total }: { customers: readonly CustomerRow[]; total: number }) {
  const link = useLinkStyles()
  const { t } = useTranslation('home')
  const findOne = (
    <Link to="/customers" className={mergeClasses(link.link, link.strong)}>
      {t('pinned.find')}
    </Link>
  )
  const rest = total - customers.length
  const all = (
    <Link to="/customers" search={{ view: 'all', pinned: '1' }} className={mergeClasses(link.link, link.strong)}>
      {t('pinned.more', { count: rest })}
    </Link>
  )
  return (
    <Tile title={t('pinned')} foot={rest > 0 && all}>
      {customers.length === 0 ? (
        <EmptyState size="small" icon={<PinRegular />} title={t('pinned.none')} actions={findOne}>
          {t('pinned.how')}
        </EmptyState>
      ) : (
        <ul>
          {customers.map((customer) => (
            <li key={customer.tenantId}>
              <CustomerLine customer={customer} aside={<Delegation customer={customer} />} />
            </li>
          ))}
        </ul>
      )}
    </Tile>
  )
}

/** Without the days left, which would crowd the name out. */
function Delegation({ customer }: { customer: CustomerRow }) {
  const { t } = useTranslation()
  const { kind, title } = useDelegationWords()(customer)
  return <StatusBadge kind={kind} text={t(`delegation.${customer.delegation}`)} title={title} />
}
