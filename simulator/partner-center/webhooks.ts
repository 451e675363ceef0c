// Webhooks: who registered for which events, and what they are told. Entered by webhook-routes.ts and by what happens in the world.
import { randomUUID } from 'node:crypto'
import type { Announcement, EventName } from '../world/announcements.ts'
import type { Kept } from '../world/commerce/kept.ts'
import { type Chain, createChain } from './certificate.ts'
import { type ChangeEvent, createSender, type DeliveryResult, type Registration } from './webhook-delivery.ts'

export const PUBLIC_ADDRESS = 'https://api.partnercenter.microsoft.com'

export type ValidationEvent = {
  correlationId: string
  partnerId: string
  status: 'processing' | 'completed' | 'failed'
  callbackUrl: string
  results: DeliveryResult[]
}

export type Webhooks = {
  registration(partnerTenantId: string, applicationId: string): Registration | undefined
  register(registration: Registration): void
  registered(event: EventName): Registration[]
  /** Tells everyone of the partner who registered for the event. */
  tell(announcement: Announcement, auditId: string | undefined): void
  validate(registration: Registration): ValidationEvent
  validation(correlationId: string): ValidationEvent | undefined
  chain(): Promise<Chain>
  stop(): void
}

type Parts = { kept: Kept; origin: string; now(): number }
const OWNER = 'webhooks'

export function createWebhooks({ kept, origin, now }: Parts): Webhooks {
  const stopped = new AbortController()
  const validations = new Map<string, ValidationEvent>()
  const known = kept.get<Chain>(OWNER, 'chain', 'current')
  const made: Promise<Chain> = known
    ? Promise.resolve(known)
    : createChain(Date.now() - 86_400_000).then((chain) => {
        // Making it takes a while: the cloud may have stopped, and its folder be gone.
        if (!stopped.signal.aborted) kept.put(OWNER, 'chain', 'current', chain)
        return chain
      })
  const all = () => [...kept.all<Registration>(OWNER, 'registration').values()]

  const deliver = createSender({ chain: made, origin, now, stopped: stopped.signal })
  return {
    registration: (partnerTenantId, applicationId) => kept.get(OWNER, 'registration', `${partnerTenantId}|${applicationId}`),
    register: (registration) =>
      kept.put(OWNER, 'registration', `${registration.partnerTenantId}|${registration.applicationId}`, registration),
    registered: (event) => all().filter((one) => one.webhookEvents.includes(event)),
    tell: (announcement, auditId) => {
      for (const to of all()) {
        if (to.partnerTenantId !== announcement.partnerTenantId || !to.webhookEvents.includes(announcement.event)) continue
        void deliver(to, eventOf(announcement, auditId), () => {})
      }
    },
    validate: (to) => {
      const correlationId = randomUUID()
      const validation: ValidationEvent = {
        correlationId,
        partnerId: to.partnerTenantId,
        status: 'processing',
        callbackUrl: to.webhookUrl,
        results: [],
      }
      validations.set(correlationId, validation)
      const event: ChangeEvent = {
        EventName: 'test-created',
        ResourceUri: `${PUBLIC_ADDRESS}/webhooks/v1/registration/validationEvents/${correlationId}`,
        ResourceName: 'test',
        AuditUri: null,
        ResourceChangeUtcDate: utc(now()),
      }
      void deliver(to, event, (result, last) => {
        validation.results.push(result)
        if (last) validation.status = result.responseCode === 'OK' || !result.systemError ? 'completed' : 'failed'
      })
      return validation
    },
    validation: (correlationId) => validations.get(correlationId),
    chain: () => made,
    stop: () => stopped.abort(),
  }
}

function eventOf(announcement: Announcement, auditId: string | undefined): ChangeEvent {
  return {
    EventName: announcement.event,
    ResourceUri: `${PUBLIC_ADDRESS}${announcement.resourcePath}`,
    ResourceName: announcement.resourceName,
    AuditUri: auditId === undefined ? null : `${PUBLIC_ADDRESS}/auditactivity/v1/auditrecords/${auditId}`,
    ResourceChangeUtcDate: utc(announcement.at),
  }
}

function utc(moment: number): string {
  return `${new Date(moment).toISOString().slice(0, 23)}0000+00:00`
}
