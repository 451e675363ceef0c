// The way back, above the heading: from a service to all of them, from an issue to its service.
import { useTranslation } from 'react-i18next'
import { BackLink as WayBack } from '../../ui/BackLink.tsx'

export function BackLink({ to }: { to: 'services' | { service: string } }) {
  const { t } = useTranslation('serviceHealth')
  if (to === 'services') return <WayBack href="/service-health" text={t('service.back')} />
  return <WayBack href={`/service-health/${encodeURIComponent(to.service)}`} text={to.service} />
}
