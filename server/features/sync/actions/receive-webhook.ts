// Takes an event of Partner Center: what it is about is read again at once. Polling stays the truth; an event only shortens the way.
import type { IncomingHttpHeaders } from 'node:http'
import { AppError } from '../../../base/errors.ts'
import type { Services } from '../../../feature.ts'
import { MicrosoftError } from '../../../microsoft/microsoft-error.ts'
import { WebhookEvent } from '../../../microsoft/partner-center/webhook-event.ts'
import { askForPulls } from '../../../pulls/ask.ts'
import { requestSync } from '../sync.jobs.ts'
import { meaningOf } from '../sync.rules.ts'

export type ReceivedCall = { partnerId: string; headers: IncomingHttpHeaders; body: string }

/** Refuses a call that Microsoft did not sign, and one for a partner that is not of this installation. */
export async function receiveWebhook(services: Services, { partnerId, headers, body }: ReceivedCall): Promise<void> {
  const { config, log } = services
  if (!config.TENANTRY_PARTNERS.includes(partnerId))
    throw new AppError('not_found', { detail: 'No such partner belongs to this installation.' })
  await refuseUnsigned(services, { headers, body })
  const event = eventIn(body)
  const { customers, pulls } = meaningOf(event.name)
  const customerId = event.customerId ?? (event.relationshipId && (await customerOf(services, partnerId, event.relationshipId)))
  log.info({ partnerId, event: event.name, customerId }, 'an event of Partner Center')
  // What the synchronisation lets us into waits for it.
  if (pulls.length > 0 && customerId) await askForPulls(services, partnerId, { tenantIds: [customerId], resources: pulls })
  // A customer or relationship that is not known yet comes with the synchronisation; nothing is asked for then.
  if (customers) await requestSync(services, partnerId)
}

/** By the relationships of the last synchronisation. */
async function customerOf({ door }: Services, partnerId: string, relationshipId: string): Promise<string | null> {
  const known = await door
    .ofPartner(partnerId)
    .selectFrom('delegations')
    .where('partner_id', '=', partnerId)
    .where('relationship_id', 'in', [relationshipId, relationshipId.toLowerCase()])
    .select('tenant_id')
    .executeTakeFirst()
  return known?.tenant_id ?? null
}

async function refuseUnsigned({ microsoft, log }: Services, call: Pick<ReceivedCall, 'headers' | 'body'>): Promise<void> {
  try {
    await microsoft.verifyWebhook(call)
  } catch (error) {
    if (!(error instanceof MicrosoftError)) throw error
    log.warn({ err: error }, 'a call that claims to be an event of Partner Center was refused')
    if (error.kind === 'broken' || error.kind === 'throttled')
      throw new AppError('microsoft_unavailable', { detail: 'The certificate could not be fetched. Send the event again later.' })
    throw new AppError('forbidden', { detail: 'The signature of Microsoft is missing or does not hold.' })
  }
}

function eventIn(body: string): WebhookEvent {
  try {
    return WebhookEvent.parse(JSON.parse(body.replace(/^\uFEFF/, '')))
  } catch {
    throw new AppError('invalid_input', { detail: 'The body is not the JSON of an event.' })
  }
}
