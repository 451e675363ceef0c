// How giving consent for one customer went, and what to do where Microsoft refused. Entered by ConsentPicker and GiveConsent.
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { giveConsent } from '../../../contract/connection.ts'
import { useMend } from '../../i18n/use-mend.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { causeName } from './check-words.ts'

type Outcome = z.output<typeof giveConsent.response>['results'][number]

export function ConsentOutcome({ outcome: { ok, cause } }: { outcome: Outcome }) {
  const { t } = useTranslation('connection')
  const mendOf = useMend()
  return (
    <>
      <StatusBadge kind={ok ? 'healthy' : 'danger'} text={t(ok ? 'consents.given' : 'consents.refused')} />
      {!ok && cause && <p>{mendOf(cause) ?? t(`cause.${causeName(cause)}`)}</p>}
    </>
  )
}
