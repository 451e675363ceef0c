// The guide through connecting a tenant, step by step. Entered by ConnectionPage.
import { useTranslation } from 'react-i18next'
import type { Connection } from '../../../contract/connection.ts'
import { AccountState } from './AccountState.tsx'
import { AwayLink } from './AwayLink.tsx'
import { CustomerAccess } from './CustomerAccess.tsx'
import { GuideStep } from './GuideStep.tsx'
import { useGuideStyles } from './guide.styles.ts'
import { RegistrationSteps } from './RegistrationSteps.tsx'

type ConnectionGuideProps = {
  connection: Connection
  mayChange: boolean
  /** Somebody came to give consent for customers. */
  consents: boolean
}

export function ConnectionGuide({ connection, mayChange, consents }: ConnectionGuideProps) {
  const guide = useGuideStyles()
  const { t } = useTranslation('connection')
  return (
    <ol className={guide.steps} aria-label={t('steps')}>
      <GuideStep step="registration" number={1}>
        <RegistrationSteps connection={connection} />
      </GuideStep>
      <GuideStep step="consent" number={2}>
        <p className={guide.text}>{t('consent.what')}</p>
        {connection.adminConsentUrl ? (
          mayChange && <AwayLink href={connection.adminConsentUrl} text={t('consent.open')} />
        ) : (
          <p className={guide.quiet}>{t('consent.none')}</p>
        )}
      </GuideStep>
      <GuideStep step="account" number={3}>
        <AccountState connection={connection} mayChange={mayChange} />
      </GuideStep>
      <GuideStep step="customers" number={4} open={connection.consentMissing > 0}>
        <CustomerAccess connection={connection} mayChange={mayChange} consents={consents} />
      </GuideStep>
    </ol>
  )
}
