// Support tickets: read, noted on and closed, for the partner and for one customer. Making one by this API ended in 2020. Entered by routes.ts.
import { NO_DATE, zoneless } from '../world/commerce/dates.ts'
import {
  type RequestStatus,
  requestsOf,
  requestsOfPartner,
  SEVERITIES,
  type ServiceRequest,
  STATUSES,
  TOPICS,
} from '../world/commerce/service-requests.ts'
import { PartnerCenterProblem } from './answer.ts'
import { offsetPage, readFilter, unsupportedFilter } from './paging.ts'
import { HELPERS } from './roles.ts'
import { type CustomerExchange, type Exchange, Reply, type Router, type Rule } from './routing.ts'

const RULE: Rule = { resource: 'serviceRequest', who: HELPERS, userOnly: true }

/** Lists carry the numbers of the enums, a single one their names. */
function requestJson(request: ServiceRequest, { parts }: Exchange, form: 'list' | 'single') {
  const topic = TOPICS[request.topic]
  const customer = parts.world.customer(request.customerTenantId)?.customer
  const { contactId, firstName, lastName, email, phoneNumber } = request.contact
  const organization = { id: request.customerTenantId, name: customer?.name ?? '', phoneNumber }
  const person = { organization, contactId, firstName, lastName, email, phoneNumber }
  return {
    title: topic?.title,
    description: topic?.description,
    severity: form === 'list' ? SEVERITIES.indexOf(request.severity) : request.severity,
    supportTopicId: topic?.id,
    supportTopicName: topic?.name,
    id: request.id,
    status: form === 'list' ? STATUSES.indexOf(request.status) : request.status,
    organization,
    primaryContact: person,
    lastUpdatedBy: person,
    productName: topic?.productName,
    productId: topic?.productId,
    createdDate: `${zoneless(request.createdAt)}Z`,
    lastModifiedDate: `${zoneless(request.changedAt)}Z`,
    lastClosedDate: request.closedAt === null ? NO_DATE : `${zoneless(request.closedAt)}Z`,
    notes: request.notes.map(({ createdByName, createdAt, text }) => ({ createdByName, createdDate: zoneless(createdAt), text })),
    fileLinks: [],
    countryCode: request.countryCode,
    attributes: { objectType: 'ServiceRequest' },
  }
}

function wantedIn({ query }: Exchange, all: readonly ServiceRequest[]): ServiceRequest[] {
  const filter =
    readFilter(query['filter']) ??
    (query['Field'] === undefined ? undefined : { field: query['Field'], value: query['Value'] ?? '', operator: 'equals' })
  if (filter === undefined) return [...all]
  if (filter.field.toLowerCase() !== 'status' || filter.operator !== 'equals') throw unsupportedFilter(filter)
  const wanted = statusNamed(filter.value)
  if (wanted === undefined) throw unsupportedFilter(filter)
  return all.filter((one) => one.status === wanted)
}

function statusNamed(value: unknown): RequestStatus | undefined {
  if (typeof value === 'number') return STATUSES[value]
  const plain = (text: string) => text.toLowerCase().replaceAll('_', '')
  return STATUSES.find((one) => plain(one) === plain(String(value))) ?? (/^\d$/.test(String(value)) ? STATUSES[Number(value)] : undefined)
}

export function serviceRequestRoutes(router: Router): void {
  router.route('GET', '/v1/servicerequests', RULE, (exchange) => {
    const all = requestsOfPartner(exchange.commerce.kept, exchange.partner, exchange.now)
    return offsetPage(exchange, wantedIn(exchange, all), '/servicerequests', (one) => requestJson(one, exchange, 'list'))
  })
  router.route('GET', '/v1/servicerequests/supporttopics', RULE, () => {
    throw gone()
  })
  router.route('POST', '/v1/servicerequests/:locale', RULE, () => {
    throw gone()
  })
  router.route('GET', '/v1/servicerequests/:requestId', RULE, (exchange) => requestJson(anyOf(exchange), exchange, 'single'))
  router.route('PATCH', '/v1/servicerequests/:requestId', RULE, (exchange) => change(exchange, anyOf(exchange)))
  const own = '/v1/customers/:customerId/servicerequests'
  router.customerRoute('GET', own, RULE, (exchange) => {
    const all = requestsOf(exchange.commerce.kept, exchange.customer, exchange.now)
    const address = `/customers/${exchange.customer.tenantId}/servicerequests`
    return offsetPage(exchange, wantedIn(exchange, all), address, (one) => requestJson(one, exchange, 'list'))
  })
  router.customerRoute('GET', `${own}/:requestId`, RULE, (exchange) => requestJson(ownOf(exchange), exchange, 'single'))
  router.customerRoute('PATCH', `${own}/:requestId`, RULE, (exchange) => change(exchange, ownOf(exchange)))
}

function gone(): PartnerCenterProblem {
  return new PartnerCenterProblem(410, 1000, 'This operation was retired on 31 August 2020. Create the service request in Partner Center.')
}

function notFound(id: string | undefined): PartnerCenterProblem {
  return new PartnerCenterProblem(404, 1000, `The service request ${id} was not found.`)
}

function anyOf({ commerce, partner, params, now }: Exchange): ServiceRequest {
  const found = requestsOfPartner(commerce.kept, partner, now).find((one) => one.id === params['requestId'])
  if (!found) throw notFound(params['requestId'])
  return found
}

function ownOf({ commerce, customer, params, now }: CustomerExchange): ServiceRequest {
  const found = requestsOf(commerce.kept, customer, now).find((one) => one.id === params['requestId'])
  if (!found) throw notFound(params['requestId'])
  return found
}

/** The old client sends every member, empty ones as null, "none" and "unknown": only a note and a new status count. */
function change(exchange: Exchange, request: ServiceRequest): Reply {
  const { body, now, caller, commerce } = exchange
  if (typeof body !== 'object' || body === null) throw new PartnerCenterProblem(400, 800002, 'Invalid request input')
  const asked = body.status === undefined || body.status === null ? 'none' : statusNamed(body.status)
  const text = body.newNote?.text
  if (asked === undefined) throw new PartnerCenterProblem(400, 3000, 'Invalid property: Status')
  const noted = typeof text === 'string' && text.trim() !== ''
  if (request.status === 'closed' && (noted || (asked !== 'none' && asked !== 'closed')))
    throw new PartnerCenterProblem(400, 3000, 'The service request is closed.')
  if (asked === 'attention_needed' && request.status !== asked) throw new PartnerCenterProblem(400, 3000, 'Invalid property: Status')
  if (!noted && asked === 'none') throw new PartnerCenterProblem(400, 800002, 'Invalid request input')
  const closes = asked === 'closed' && request.status !== 'closed'
  const changed: ServiceRequest = {
    ...request,
    status: closes ? 'closed' : asked === 'open' || (noted && request.status === 'attention_needed') ? 'open' : request.status,
    changedAt: now,
    closedAt: closes ? now : request.closedAt,
    notes: noted ? [...request.notes, { createdByName: caller.account?.name ?? '', createdAt: now, text: String(text) }] : request.notes,
  }
  commerce.kept.put(request.customerTenantId, 'serviceRequest', request.id, changed)
  return new Reply(200, requestJson(changed, exchange, 'single'))
}
