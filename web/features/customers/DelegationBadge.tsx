// A customer's delegated access as shape, text and the days that are left. In the list, on the card and on the page.
import { useTranslation } from 'react-i18next'
import type { CustomerRow } from '../../../contract/customers.ts'
import { useFormat } from '../../i18n/format.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { daysLeft, delegationKind } from './delegation-state.ts'

type DelegationBadgeProps = { customer: Pick<CustomerRow, 'delegation' | 'delegationEndsAt'> }

export function DelegationBadge({ customer }: DelegationBadgeProps) {
  const { kind, text, title } = useDelegationWords()(customer)
  return <StatusBadge kind={kind} text={text} title={title} />
}

/** The words for one customer after another, so that a row needs no hooks of its own. */
export function useDelegationWords() {
  const { t } = useTranslation(['customers', 'common'])
  const format = useFormat()
  return (customer: DelegationBadgeProps['customer']) => {
    const now = Date.now()
    const state = t(`delegation.${customer.delegation}`, { ns: 'common' })
    const left = daysLeft(customer, now)
    const { delegation, delegationEndsAt: end } = customer
    const title = !end ? state : `${delegation === 'active' ? t('delegation.until') : t('delegation.since')} ${format.exact(end)}`
    const text = left === null ? state : `${state} · ${t('delegation.daysLeft', { count: left })}`
    return { kind: delegationKind(customer, now), text, title }
  }
}
