// How fresh everything known of one customer is, with consent beside it where that is what its readings fail for. Entered by the card and
// the customer's page.
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { isWithoutConsent } from '../../features/connection/without-consent.ts'
import { CustomerFreshness } from '../../features/sync/CustomerFreshness.tsx'
import { needTexts } from '../../i18n/i18n.ts'
import { SkeletonLines } from '../../ui/Skeletons.tsx'

const GiveConsent = lazy(() =>
  needTexts(async () => ({ default: (await import('../../features/connection/GiveConsent.tsx')).GiveConsent }), 'connection'),
)

export function CustomerReadings({ tenantId }: { tenantId: string }) {
  const { t } = useTranslation('common')
  return (
    <CustomerFreshness
      tenantId={tenantId}
      mend={(failures, onMended) =>
        failures.some(isWithoutConsent) && (
          <Suspense fallback={<SkeletonLines count={1} label={t('loading')} />}>
            <GiveConsent key={tenantId} tenantId={tenantId} onGiven={onMended} />
          </Suspense>
        )
      }
    />
  )
}
