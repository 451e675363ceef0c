// A state of health (D9) as shape, text and colour, the same in every list, on the card, on Home and on the pages of service health.
import { useTranslation } from 'react-i18next'
import { type HealthState, healthKinds } from './health-states.ts'
import { StatusBadge } from './StatusBadge.tsx'

export type HealthBadgeProps = {
  state: HealthState
  /** Says more than the state alone, such as "2 incidents". */
  text?: string
  title?: string
  className?: string
}

export function HealthBadge({ state, text, title, className }: HealthBadgeProps) {
  const { t } = useTranslation()
  return <StatusBadge kind={healthKinds[state]} text={text ?? t(`health.${state}`)} title={title} className={className} />
}
