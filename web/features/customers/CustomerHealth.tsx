// How a customer stands (S43, D9): an icon in the list, a badge on the card that leads to the customer's page of health; the counts on hover.
import { makeStyles, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { CustomerRow } from '../../../contract/customers.ts'
import { HealthBadge } from '../../ui/HealthBadge.tsx'
import { healthKinds } from '../../ui/health-states.ts'
import { StatusShape } from '../../ui/StatusBadge.tsx'
import { useGo } from '../../ui/use-go.ts'

const useStyles = makeStyles({
  icon: { display: 'inline-flex', flexShrink: 0 },
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' },
  link: {
    display: 'inline-flex',
    alignItems: 'center',
    minHeight: '24px',
    color: 'inherit',
    borderRadius: tokens.borderRadiusSmall,
    textDecorationLine: 'none',
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
})

type Standing = Pick<CustomerRow, 'health'>
type Words = { state: CustomerRow['health']['state']; text: string; title: string }

export const needsLook = ({ health }: Standing): boolean => health.state === 'incident' || health.state === 'advisory'

/** The words for one customer after another, so that a row needs no hooks of its own. */
export function useHealthWords(): (customer: Standing) => Words {
  const { t } = useTranslation(['customers', 'common'])
  return ({ health: { state, incidents, advisories } }) => {
    const name = t(`health.${state}`, { ns: 'common' })
    if (state === 'unknown') return { state, text: t('health.unknown'), title: t('health.unknownWhy') }
    if (state === 'healthy') return { state, text: t('health.healthy'), title: t('health.healthy') }
    const count = state === 'incident' ? incidents : advisories
    const text = count > 0 ? t(state === 'incident' ? 'health.incidents' : 'health.advisories', { count }) : name
    return { state, text, title: incidents + advisories > 0 ? t('health.counts', { incidents, advisories }) : name }
  }
}

export function HealthIcon({ state, title }: Words) {
  const styles = useStyles()
  return (
    <span className={styles.icon} title={title} data-health={state}>
      <StatusShape kind={healthKinds[state]} />
      <span className={styles.hidden}>{title}</span>
    </span>
  )
}

export function CardHealth({ customer }: { customer: Pick<CustomerRow, 'health' | 'tenantId'> }) {
  const styles = useStyles()
  const go = useGo()
  const { state, text, title } = useHealthWords()(customer)
  return (
    <a href={`/customers/${customer.tenantId}?tab=health`} className={styles.link} title={title} data-health={state} onClick={go}>
      <HealthBadge state={state} text={text} />
    </a>
  )
}
