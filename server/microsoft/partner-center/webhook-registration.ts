// Where Partner Center is to tell what has happened, for one app and tenant.
// https://learn.microsoft.com/partner-center/developer/partner-center-webhooks
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { MicrosoftError } from '../microsoft-error.ts'
import { operation } from '../operation.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { flag, readable, text, texts } from '../tolerant.ts'

const api = 'partnerCenter' as const
const resource = 'webhook'
const path = '/webhooks/v1/registration'

/** Documentation prints the members in either casing. */
const eitherCase = (sent: unknown): unknown =>
  sent && typeof sent === 'object' ? Object.fromEntries(Object.entries(sent).map(([key, value]) => [key.toLowerCase(), value])) : sent

export const WebhookRegistration = z.preprocess(
  eitherCase,
  z
    .object({ subscriberid: text, webhookurl: text, webhookevents: texts })
    .transform((sent) => ({ subscriberId: sent.subscriberid, url: sent.webhookurl, events: sent.webhookevents })),
)
export type WebhookRegistration = z.output<typeof WebhookRegistration>

export const RegistrationBody = z.looseObject({ WebhookUrl: z.url().optional(), WebhookEvents: z.array(z.string()).min(1).optional() })

export const getWebhookRegistration = operation({ api, method: 'GET', path, resource, answer: WebhookRegistration })
export const postWebhookRegistration = operation({
  api,
  method: 'POST',
  path,
  resource,
  body: RegistrationBody,
  answer: WebhookRegistration,
})
export const putWebhookRegistration = operation({ api, method: 'PUT', path, resource, body: RegistrationBody, answer: WebhookRegistration })
export const getWebhookEvents = operation({ api, method: 'GET', path: `${path}/events`, resource, answer: z.array(z.string()).catch([]) })

/** Null where nothing is registered yet. Throws MicrosoftError. */
export async function webhookRegistration(source: Source, options?: CallOptions): Promise<WebhookRegistration | null> {
  try {
    return (await perform(source, getWebhookRegistration, options)).data
  } catch (error) {
    if (error instanceof MicrosoftError && error.kind === 'gone') return null
    throw error
  }
}

/** The events Microsoft can tell of today. Throws MicrosoftError. */
export const webhookEvents = async (source: Source, options?: CallOptions): Promise<string[]> =>
  (await perform(source, getWebhookEvents, options)).data

/** Makes or replaces the registration. Throws MicrosoftError. */
export async function registerWebhook(
  source: Source,
  { url, events, exists }: { url: string; events: readonly string[]; exists: boolean },
  options?: CallOptions,
): Promise<WebhookRegistration> {
  const body = { WebhookUrl: url, WebhookEvents: [...events] }
  return (await perform(source, exists ? putWebhookRegistration : postWebhookRegistration, { ...options, body })).data
}

const Validation = z.object({ correlationId: text })
const ValidationResult = z.object({
  correlationId: text,
  partnerId: text,
  status: text,
  callbackUrl: text,
  results: readable(z.object({ responseCode: text, responseMessage: text, systemError: flag, dateTimeUtc: text })),
})
export const postValidationEvent = operation({
  api,
  method: 'POST',
  path: `${path}/validationEvents`,
  resource: 'webhookValidation',
  answer: Validation,
})
export const getValidationEvent = operation({
  api,
  method: 'GET',
  path: `${path}/validationEvents/{correlationId}`,
  resource,
  answer: ValidationResult,
})
export type ValidationResult = z.output<typeof ValidationResult>

/** Asks Microsoft to send a test event. Two a minute. Throws MicrosoftError. */
export const askForTestEvent = async (source: Source, options?: CallOptions): Promise<string> =>
  (await perform(source, postValidationEvent, options)).data.correlationId ?? ''

/** How the test event fared. Throws MicrosoftError. */
export const testEventResult = async (source: Source, correlationId: string, options?: CallOptions): Promise<ValidationResult> =>
  (await perform(source, getValidationEvent, { ...options, parameters: { correlationId } })).data
