// The rates Microsoft documents, as data, and which of them a call counts for. Pure. Entered by rates/ and by whoever shows them.
// Whatever is not here has no published figure ("dynamically adjusted"); its rate is learned from refusals (rates/lessons.ts).
import type { Api } from './operation.ts'

export type RateLimit = {
  name: string
  api: Api
  /** Absent where every call of the API counts. */
  resource?: string
  most: number
  periodMs: number
  /** Parts the period is dealt out in. Few where hardly anybody asks for long, but somebody may ask much at once; else see slots.ts. */
  windows?: number
  /** Whose calls are counted together: a partner's, those in one tenant, or all of the application's. */
  per: 'partner' | 'tenant' | 'application'
  /** Where Microsoft says so. */
  page: string
}

const minuteMs = 60_000
const partnerCenterDocs = 'https://learn.microsoft.com/partner-center/developer'
const graphDocs = 'https://learn.microsoft.com/graph/throttling-limits'

/**
 * The directory counts resource units: contracts and subscribed SKUs cost 3, group checks 4, most others 1. One place
 * is one call, so each is taken for the dearest; what remains is far more than anybody asks of one tenant. The figure is that of a tenant
 * with fewer than 50 users, as nobody tells beforehand how many there are.
 */
const identityUnits = { perTenant: 3500, perApplication: 150_000, dearestCall: 4 }

export const documentedLimits: readonly RateLimit[] = [
  {
    name: 'customer',
    api: 'partnerCenter',
    resource: 'customer',
    most: 500,
    periodMs: minuteMs,
    per: 'partner',
    page: `${partnerCenterDocs}/customer-resources`,
  },
  {
    name: 'subscription',
    api: 'partnerCenter',
    resource: 'subscription',
    most: 500,
    periodMs: minuteMs,
    per: 'partner',
    page: `${partnerCenterDocs}/subscription-resources`,
  },
  {
    name: 'order',
    api: 'partnerCenter',
    resource: 'order',
    most: 500,
    periodMs: minuteMs,
    per: 'partner',
    page: `${partnerCenterDocs}/order-resources`,
  },
  {
    name: 'consent',
    api: 'partnerCenter',
    resource: 'consent',
    most: 50,
    periodMs: 1000,
    per: 'application',
    page: `${partnerCenterDocs}/api-throttling-guidance`,
  },
  {
    name: 'webhookValidation',
    api: 'partnerCenter',
    resource: 'webhookValidation',
    most: 2,
    periodMs: minuteMs,
    per: 'partner',
    page: `${partnerCenterDocs}/partner-center-webhooks`,
  },
  {
    name: 'serviceCommunicationsHour',
    api: 'graph',
    resource: 'serviceCommunications',
    most: 800,
    periodMs: 60 * minuteMs,
    // A hundred in ten minutes: more than anybody asks of one tenant, also while it has a problem and somebody looks into it again and again.
    windows: 6,
    per: 'tenant',
    page: `${graphDocs}#service-communications-service-limits`,
  },
  {
    name: 'serviceCommunications',
    api: 'graph',
    resource: 'serviceCommunications',
    most: 240,
    periodMs: minuteMs,
    per: 'tenant',
    page: `${graphDocs}#service-communications-service-limits`,
  },
  {
    name: 'directory',
    api: 'graph',
    resource: 'directory',
    most: identityUnits.perTenant / identityUnits.dearestCall,
    periodMs: 10_000,
    per: 'tenant',
    page: `${graphDocs}#identity-and-access-service-limits`,
  },
  {
    name: 'directoryOfAll',
    api: 'graph',
    resource: 'directory',
    most: identityUnits.perApplication / identityUnits.dearestCall,
    periodMs: 20_000,
    per: 'application',
    page: `${graphDocs}#identity-and-access-service-limits`,
  },
  // Of one mailbox; we send from one. Exchange's own 30 messages a minute it keeps by itself, by sending later what came sooner.
  {
    name: 'mail',
    api: 'graph',
    resource: 'mail',
    most: 10_000,
    periodMs: 10 * minuteMs,
    per: 'tenant',
    page: `${graphDocs}#outlook-service-limits`,
  },
  { name: 'graph', api: 'graph', most: 2000, periodMs: 1000, per: 'application', page: `${graphDocs}#global-limit` },
]

export type Called = { api: Api; method: string; path: string; resource: string | undefined }

/** What a call shares a rate with. A published figure goes by the address, whatever the operation calls itself. */
export function resourceOf(called: Called): string {
  return published(called) ?? called.resource ?? firstWord(called.path)
}

function published({ api, method, path }: Called): string | null {
  if (api === 'graph') return /\/admin\/serviceAnnouncement(\/|$)/i.test(path) ? 'serviceCommunications' : null
  if (api !== 'partnerCenter') return null
  if (/\/registration\/validationEvents$/i.test(path)) return method === 'POST' ? 'webhookValidation' : 'webhook'
  const below = /^\/v1\/customers(?:\/[^/]+(?:\/([^/]+))?)?\/?(?=\/|$)/i.exec(path)
  if (!below) return null
  const part = below[1]?.toLowerCase()
  if (part === undefined) return 'customer'
  return { subscriptions: 'subscription', orders: 'order', applicationconsents: 'consent' }[part] ?? null
}

/** `/v1/auditrecords` is `auditrecords`, `/v1/customers/{id}/carts` is `carts`, `/v1.0/subscribedSkus` is `subscribedSkus`. */
function firstWord(path: string): string {
  const words = path.split('/').filter((word) => word && !/^v\d|^beta$/i.test(word))
  return (words[0]?.toLowerCase() === 'customers' ? words[2] : words[0]) ?? 'other'
}

export const limitsOf = (api: Api, resource: string): RateLimit[] =>
  documentedLimits.filter((limit) => limit.api === api && (limit.resource === undefined || limit.resource === resource))
