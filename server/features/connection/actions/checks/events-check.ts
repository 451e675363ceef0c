// Checks that Partner Center tells us what happens: without it nothing is lost, but changes are seen by the clock alone.
import { eventsAddressOf, isHeard } from '../../../../http/events-address.ts'
import { MicrosoftError } from '../../../../microsoft/microsoft-error.ts'
import { webhookRegistration } from '../../../../microsoft/partner-center/webhook-registration.ts'
import { type Check, CheckFailed } from './check.ts'

export const events: Check = {
  after: ['applicationToken'],
  run: async ({ services: { microsoft, config }, partnerId, patience }) => {
    const address = eventsAddressOf(config, partnerId)
    if (!isHeard(config)) throw new CheckFailed('events_unreachable', { address }, 'warning')
    const notRegistered = new CheckFailed('events_not_registered', { address }, 'warning')
    try {
      const registration = await webhookRegistration(microsoft.partnerCenter(partnerId), patience)
      if (registration?.url !== address) throw notRegistered
    } catch (error) {
      // Partner Center refuses advisors.
      if (error instanceof MicrosoftError && error.kind === 'denied' && !error.wholePartner) throw notRegistered
      throw error
    }
    return { address }
  },
}
