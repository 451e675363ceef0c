// Sees to it that Partner Center tells us what happens: registers our address where it is not registered, or for other events. Entered by
// sync.jobs.ts, once a day and when a worker starts.
import type { Services } from '../../../feature.ts'
import { eventsAddressOf } from '../../../http/events-address.ts'
import { MicrosoftError } from '../../../microsoft/microsoft-error.ts'
import { registerWebhook, webhookEvents, webhookRegistration } from '../../../microsoft/partner-center/webhook-registration.ts'
import { isWorthHearing } from '../sync.rules.ts'

const patience = { patienceMs: 60_000 }

/** A failure is no harm: everything is read by the clock as well. */
export async function registerWebhooks(
  { config, microsoft, log }: Services,
  partnerId: string,
): Promise<'registered' | 'unchanged' | 'failed'> {
  const url = eventsAddressOf(config, partnerId)
  const source = microsoft.partnerCenter(partnerId)
  try {
    const [now, offered] = [await webhookRegistration(source, patience), await webhookEvents(source, patience)]
    const events = offered.filter(isWorthHearing).sort()
    if (now?.url === url && [...now.events].sort().join() === events.join()) return 'unchanged'
    await registerWebhook(source, { url, events, exists: now !== null }, patience)
    log.info({ partnerId, url, events }, 'Partner Center tells us what happens from now on')
    return 'registered'
  } catch (error) {
    if (!(error instanceof MicrosoftError)) throw error
    log.warn({ err: error, partnerId }, 'Partner Center could not be asked to tell us what happens; customers are read by the clock alone')
    return 'failed'
  }
}
