// The activity log, one record of it, and the requests users made lately. Entered by routes.ts.
import { PartnerCenterProblem } from './answer.ts'
import { type AuditRecord, auditJson, KEPT_DAYS } from './audit-log.ts'
import { collection } from './links.ts'
import { readFilter, seekPage, unsupportedFilter } from './paging.ts'
import { loggedJson } from './request-log.ts'
import { ADMINISTRATORS } from './roles.ts'
import type { Exchange, Router, Rule } from './routing.ts'

const DAY = 86_400_000
const WINDOW_DAYS = 30
const RULE: Rule = { resource: 'audit', who: ADMINISTRATORS }

export function auditRoutes(router: Router): void {
  router.route('GET', '/v1/auditrecords', RULE, (exchange) => {
    const { from, until } = windowOf(exchange)
    const wanted = matching(exchange.query['filter'])
    const records = exchange.audit.of(exchange.partner.tenantId).filter((one) => one.at >= from && one.at < until && wanted(one))
    return seekPage(exchange, records, { address: '/auditrecords', standard: 500, json: auditJson })
  })
  // The rest of the path: identifiers are longer than a parameter may be.
  router.route('GET', '/auditactivity/v1/auditrecords/*', RULE, ({ audit, partner, params, now }) => {
    const record = audit.of(partner.tenantId).find((one) => one.id === (params['*'] ?? '').toLowerCase())
    if (!record || now - record.at > KEPT_DAYS * DAY) throw new PartnerCenterProblem(404, 1000, 'The audit record was not found.')
    return auditJson(record)
  })
  router.route('GET', '/v1/partnerRequests', { ...RULE, userOnly: true }, ({ requestLog, partner }) =>
    collection(requestLog.of(partner.tenantId).map(loggedJson)),
  )
  router.route('GET', '/v1/applicationmfaadoptionstatus', { ...RULE, userOnly: true }, ({ requestLog, partner }) => {
    const days = new Map<
      string,
      { loginDate: string; mfaCompliantRequestCount: number; totalRequestCount: number; applicationId: string; applicationName: string }
    >()
    for (const { at, applicationId, mfaCompliant } of requestLog.of(partner.tenantId)) {
      const loginDate = new Date(at).toISOString().slice(0, 10)
      const key = `${loginDate} ${applicationId}`
      const day = days.get(key) ?? { loginDate, mfaCompliantRequestCount: 0, totalRequestCount: 0, applicationId, applicationName: '' }
      day.totalRequestCount++
      if (mfaCompliant) day.mfaCompliantRequestCount++
      days.set(key, day)
    }
    return [...days.values()]
  })
}

/** Days, inclusive; at most thirty of the last ninety. */
function windowOf({ query, now }: Exchange): { from: number; until: number } {
  const day = (name: string): number | undefined => {
    const text = query[name]
    if (text === undefined || text === '') return undefined
    const moment = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : `${text} UTC`)
    if (Number.isNaN(moment)) throw new PartnerCenterProblem(400, 3000, `Invalid property: ${name}`)
    return Math.floor(moment / DAY) * DAY
  }
  const today = Math.floor(now / DAY) * DAY
  const end = day('endDate')
  const from = day('startDate') ?? (end ?? today) - WINDOW_DAYS * DAY
  const last = end ?? Math.min(today, from + WINDOW_DAYS * DAY)
  if (today - from > KEPT_DAYS * DAY)
    throw new PartnerCenterProblem(400, 3000, `The start date must not be more than ${KEPT_DAYS} days before the current date.`)
  if (last < from) throw new PartnerCenterProblem(400, 3000, 'The end date must not be before the start date.')
  if (last - from > WINDOW_DAYS * DAY) throw new PartnerCenterProblem(400, 3000, `The range of dates must not exceed ${WINDOW_DAYS} days.`)
  return { from, until: last + DAY }
}

function matching(text: string | undefined): (record: AuditRecord) => boolean {
  const filter = readFilter(text)
  if (!filter) return () => true
  const wanted = filter.value.toLowerCase()
  const plain = (word: string) => word.toLowerCase().replaceAll('_', '')
  const kind = `${filter.field.toLowerCase()} ${filter.operator}`
  if (kind === 'companyname substring') return (record) => record.customerName?.toLowerCase().includes(wanted) ?? false
  if (kind === 'customerid equals') return (record) => record.customerId === wanted
  if (kind === 'resourcetype equals') return (record) => plain(record.resourceType) === plain(wanted)
  throw unsupportedFilter(filter)
}
