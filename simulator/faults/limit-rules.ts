// The limits Microsoft documents, and which of them a call counts for. Pure. Entered by limits.ts.
// Partner Center: developer/api-throttling-guidance and the pages of each resource; Graph: concepts/throttling-limits.
import type { Call } from './call.ts'

export const LIMITED = [
  'customer',
  'subscription',
  'order',
  'consent',
  'webhookValidation',
  'serviceCommunications',
  'identity',
  'mail',
] as const
type Limited = (typeof LIMITED)[number]

export type LimitRule = {
  name: string
  api: 'partner-center' | 'graph'
  /** Undefined: every call of the API. */
  resource?: Limited
  most: number
  seconds: number
  counts: 'requests' | 'resourceUnits' | 'writes'
  per: 'tenant' | 'application' | 'application and tenant'
}

type Plain = Pick<LimitRule, 'most' | 'seconds' | 'per'>
const pc = (name: string, resource: Limited, plain: Plain): LimitRule => ({
  name,
  api: 'partner-center',
  resource,
  counts: 'requests',
  ...plain,
})
const graph = (name: string, rest: Omit<LimitRule, 'name' | 'api'>): LimitRule => ({ name, api: 'graph', ...rest })

export const DOCUMENTED: readonly LimitRule[] = [
  pc('customer', 'customer', { most: 500, seconds: 60, per: 'tenant' }),
  pc('subscription', 'subscription', { most: 500, seconds: 60, per: 'tenant' }),
  pc('order', 'order', { most: 500, seconds: 60, per: 'tenant' }),
  pc('consent', 'consent', { most: 50, seconds: 1, per: 'application' }),
  pc('webhook-validation', 'webhookValidation', { most: 2, seconds: 60, per: 'application and tenant' }),
  graph('graph', { most: 2000, seconds: 1, counts: 'requests', per: 'application' }),
  graph('service-communications-minute', perTenant('serviceCommunications', 240, 60)),
  graph('service-communications-hour', perTenant('serviceCommunications', 800, 3600)),
  // The quota of a tenant with fewer than 50 users, the smallest of the three.
  graph('identity', { ...perTenant('identity', 3500, 10), counts: 'resourceUnits' }),
  graph('identity-application', { resource: 'identity', most: 150_000, seconds: 20, counts: 'resourceUnits', per: 'application' }),
  graph('identity-writes', { ...perTenant('identity', 3000, 150), counts: 'writes' }),
  graph('mail', perTenant('mail', 10_000, 600)),
]

function perTenant(resource: Limited, most: number, seconds: number): Omit<LimitRule, 'name' | 'api'> {
  return { resource, most, seconds, counts: 'requests', per: 'application and tenant' }
}

/** What the route says; by the path where it does not say. */
export function resourceOf(call: Pick<Call, 'api' | 'method' | 'path'>, named: string | undefined): Limited | undefined {
  if (/\/validationEvents$/i.test(call.path) && call.method === 'POST') return 'webhookValidation'
  if (named !== undefined) return LIMITED.find((one) => one === named)
  return call.api === 'graph' ? graphResource(call.path) : partnerCenterResource(call.path)
}

function graphResource(path: string): Limited | undefined {
  if (/\/admin\/serviceAnnouncement(\/|$)/i.test(path)) return 'serviceCommunications'
  if (/\/(sendMail|mailFolders\/.+|messages\/[^/]+\/\$value)$/i.test(path)) return 'mail'
  return /\/(tenantRelationships|\$batch|directory\/subscriptions)(\/|$)/i.test(path) ? undefined : 'identity'
}

function partnerCenterResource(path: string): Limited | undefined {
  const part = /^\/v1\/customers(?:\/[^/]+(?:\/([^/]+))?)?(?:\/|$)/i.exec(path)
  if (!part) return undefined
  const name = part[1]?.toLowerCase()
  if (name === undefined) return 'customer'
  if (name === 'subscriptions') return 'subscription'
  if (name === 'orders') return 'order'
  return name === 'applicationconsents' ? 'consent' : undefined
}

const UNITS: readonly [method: string, path: RegExp, units: number][] = [
  ['GET', /^\/contracts$/, 3],
  ['GET', /^\/subscribedskus$/, 3],
  ['GET', /^\/users$/, 2],
  ['GET', /^\/(me|users\/[^/]+)\/(memberof|transitivememberof|licensedetails|ownedobjects)$/, 2],
  ['POST', /^\/(me|users\/[^/]+)\/(checkmembergroups|checkmemberobjects)$/, 4],
  ['POST', /^\/(me|users\/[^/]+)\/(getmembergroups|getmemberobjects)$/, 2],
  ['GET', /^\/groups\/[^/]+\/members$/, 3],
  ['GET', /^\/groups\/[^/]+\/transitivemembers$/, 5],
  ['GET', /^\/oauth2permissiongrants(\/[^/]+)?$/, 2],
  ['GET', /^\/domains\/[^/]+\/domainnamereferences$/, 4],
]

/** Resource units of a call to identity resources: at least one. */
export function resourceUnits({ method, path, query }: Pick<Call, 'method' | 'path' | 'query'>): number {
  const plain = path.toLowerCase().replace(/^\/(v1\.0|beta)/, '')
  const base = UNITS.find(([of, pattern]) => of === method && pattern.test(plain))?.[2] ?? 1
  const asked = new URLSearchParams(query)
  const top = asked.get('$top')
  const less = (asked.has('$select') ? 1 : 0) + (top !== null && Number(top) < 20 ? 1 : 0)
  return Math.max(1, base - less + (asked.has('$expand') ? 1 : 0))
}
