// How giving consent for one customer went, and what to do where Microsoft refused. Entered by ConsentPicker and GiveConsent.
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { giveConsent } from '../../../contract/connection.ts'
import { useMend } from '../../i18n/use-mend.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { causeName } from './check-words.ts'

type Outcome = z.output<typeof giveConsent.response>['results'][number]

/** `denied`: what it takes, where the reader does not see the steps of the guide. */
export function ConsentOutcome({ outcome: { ok, cause }, denied }: { outcome: Outcome; denied?: string }) {
  const { t } = useTranslation('connection')
  const mendOf = useMend()
  return (
    <>
      <StatusBadge kind={ok ? 'healthy' : 'danger'} text={t(ok ? 'consents.given' : 'consents.refused')} />
      {!ok && cause && <p>{mendOf(cause) ?? (cause === 'denied' && denied ? denied : t(`cause.${causeName(cause)}`))}</p>}
    </>
  )
}
