// Registration for events, test events and their outcome, and the certificate events are signed with. Entered by routes.ts.
import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { EVENTS } from '../world/announcements.ts'
import { PartnerCenterProblem } from './answer.ts'
import { EVERY_ROLE } from './roles.ts'
import type { Exchange, Router, Rule } from './routing.ts'
import type { Registration } from './webhook-delivery.ts'
import type { Webhooks } from './webhooks.ts'

const RULE: Rule = { resource: 'webhook', who: EVERY_ROLE }
const ADDRESS = '/webhooks/v1/registration'

export function webhookRoutes(router: Router): void {
  router.route('GET', `${ADDRESS}/events`, RULE, () => EVENTS)
  router.route('GET', ADDRESS, RULE, (exchange) => {
    const { webhookUrl, webhookEvents } = registrationOf(exchange)
    return { WebhookUrl: webhookUrl, WebhookEvents: webhookEvents }
  })
  for (const method of ['POST', 'PUT'] as const)
    router.route(method, ADDRESS, RULE, (exchange) => {
      const before = exchange.webhooks.registration(exchange.partner.tenantId, exchange.caller.applicationId)
      if (method === 'PUT' && !before) throw notRegistered()
      const registration = readRegistration(exchange, before?.subscriberId ?? randomUUID())
      exchange.webhooks.register(registration)
      const { subscriberId, webhookUrl, webhookEvents } = registration
      return { SubscriberId: subscriberId, WebhookUrl: webhookUrl, WebhookEvents: webhookEvents }
    })
  router.route('POST', `${ADDRESS}/validationEvents`, RULE, (exchange) => {
    const registration = registrationOf(exchange)
    if (!registration.webhookEvents.includes('test-created'))
      throw new PartnerCenterProblem(400, 800002, 'The registration does not include the test-created event.')
    return { correlationId: exchange.webhooks.validate(registration).correlationId }
  })
  router.route('GET', `${ADDRESS}/validationEvents/:correlationId`, RULE, ({ webhooks, params, partner }) => {
    const validation = webhooks.validation(params['correlationId'] ?? '')
    if (validation?.partnerId !== partner.tenantId) throw new PartnerCenterProblem(404, 1000, 'The validation event was not found.')
    return validation
  })
}

function notRegistered(): PartnerCenterProblem {
  return new PartnerCenterProblem(404, 1000, 'No webhook registration was found for the tenant.')
}

function registrationOf({ webhooks, partner, caller }: Exchange): Registration {
  const registration = webhooks.registration(partner.tenantId, caller.applicationId)
  if (!registration) throw notRegistered()
  return registration
}

/** Callbacks go to https; to plain http only on the machine itself. */
function readRegistration({ body, partner, caller }: Exchange, subscriberId: string): Registration {
  const address = typeof body?.webhookUrl === 'string' && URL.canParse(body.webhookUrl) ? new URL(body.webhookUrl) : undefined
  const local = address && ['localhost', '127.0.0.1', '[::1]'].includes(address.hostname)
  if (!address || (address.protocol !== 'https:' && !(address.protocol === 'http:' && local)))
    throw new PartnerCenterProblem(400, 800002, 'WebhookUrl must be an https address.')
  const events = body.webhookEvents
  const unknown = Array.isArray(events) ? events.filter((event) => !EVENTS.includes(event)) : ['none']
  if (unknown.length > 0 || events.length === 0)
    throw new PartnerCenterProblem(400, 800002, `WebhookEvents are not supported: ${unknown.join(', ') || 'none'}.`)
  return {
    subscriberId,
    partnerTenantId: partner.tenantId,
    applicationId: caller.applicationId,
    webhookUrl: address.href,
    webhookEvents: [...new Set<string>(events)],
    signatureTokenToMsSignatureHeader: body.signatureTokenToMsSignatureHeader === true,
  }
}

/** Anyone may read what events are signed with, and whom to trust for it. */
export function registerCertificates(app: FastifyInstance, webhooks: Webhooks): void {
  app.get('/webhooks/certificates/pcnotifications-dispatch.microsoft.com.cer', async (_, reply) =>
    reply.type('application/pkix-cert').send(Buffer.from((await webhooks.chain()).leaf, 'base64')),
  )
  app.get('/webhooks/certificates/root.pem', async (_, reply) => {
    const lines = (await webhooks.chain()).authority.replace(/.{64}(?=.)/g, '$&\n')
    return reply.type('application/x-pem-file').send(`-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`)
  })
}
