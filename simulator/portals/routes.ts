// The admin centers one lands in: whom one entered, and as whom; access is refused without an active delegated admin relationship. Entered by simulator.ts.
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { cookieWith, signedInAccounts } from '../login/browser-accounts.ts'
import { pickerPage } from '../login/pages.ts'
import type { Tenants } from '../login/tenants.ts'
import { languageOf } from '../page-shell.ts'
import { ACCOUNTS, type Account, accountByUsername } from '../world/accounts.ts'
import { type Customer, domainsOf } from '../world/customer.ts'
import { displayNameOf, endOf, roleSetOf, statusOf } from '../world/relationship.ts'
import { registerApproval } from './approval.ts'
import { type Visit, visitOf } from './centers.ts'
import { choosePage, type Entered, enteredPage, refusedPage, signInPage, unknownPage } from './pages.ts'

type PortalParts = ApiParts & { tenants: Tenants }

export function registerPortals(app: FastifyInstance, parts: PortalParts): void {
  registerApproval(app, parts)
  app.get<{ Querystring: { to?: string } }>('/portals/sign-in', async (request, reply) => {
    const signedIn = signedInAccounts(request.headers.cookie).map((account) => account.username)
    return html(reply, 200, pickerPage(request.headers['accept-language'], ACCOUNTS, signedIn, request.url))
  })
  app.post<{ Querystring: { to?: string }; Body: { account?: string } }>('/portals/sign-in', async (request, reply) => {
    const account = accountByUsername(request.body?.account ?? '')
    const { to = '' } = request.query
    // Only ways back into the portals, so that this is no open redirect.
    if (!account || !/^\/portals\/[^/\\]/.test(to)) return html(reply, 400, unknownPage(languageOf(request.headers['accept-language'])))
    reply.header('set-cookie', cookieWith([...signedInAccounts(request.headers.cookie), account]))
    return reply.redirect(`${to}${to.includes('?') ? '&' : '?'}sim_account=${encodeURIComponent(account.username)}`, 303)
  })
  app.get<{ Params: { host: string; '*'?: string } }>('/portals/:host', (request, reply) => land(parts, reply, request))
  app.get<{ Params: { host: string; '*'?: string } }>('/portals/:host/*', (request, reply) => land(parts, reply, request))
}

type Landing = {
  params: { host: string; '*'?: string }
  url: string
  headers: { cookie?: string | undefined; 'accept-language'?: string | undefined }
}

async function land(parts: PortalParts, reply: FastifyReply, request: Landing): Promise<FastifyReply> {
  const language = languageOf(request.headers['accept-language'])
  const query = new URLSearchParams(request.url.split('?')[1] ?? '')
  const visit = visitOf({ host: request.params.host.toLowerCase(), path: `/${request.params['*'] ?? ''}`, query })
  if (!visit) return html(reply, 404, unknownPage(language))
  const signedIn = signedInAccounts(request.headers.cookie)
  const named = query.get('sim_account')
  const account = named === null ? signedIn[0] : signedIn.find((one) => one.username === named)
  if (!account) return html(reply, 401, signInPage(language, visit, request.url))
  if (named === null && signedIn.length > 1) return html(reply, 200, choosePage(language, visit, signedIn, request.url))
  const found = enter(parts, visit, account)
  if ('refusal' in found) return html(reply, 403, refusedPage(language, visit, account, found))
  return html(reply, 200, enteredPage(language, visit, account, found))
}

function enter(parts: PortalParts, visit: Visit, account: Account): Entered | Parameters<typeof refusedPage>[3] {
  const { world, tenants } = parts
  const now = world.now()
  if (visit.customer === undefined) {
    return {
      tenantId: account.tenantId,
      name: account.organisation,
      domain: account.username.split('@')[1] ?? '',
      roles: [],
      endsAt: undefined,
      delegated: false,
    }
  }
  const customer = customerNamed(parts, account, visit.customer)
  if (!customer) return { refusal: 'noCustomer', tenant: undefined }
  const entry = tenants.mayEnter(account, customer.tenantId)
  if (entry !== 'yes') return { refusal: entry, tenant: customer }
  const active = customer.relationships.filter((relationship) => statusOf(relationship, now) === 'active')
  const last = Math.max(...active.map((relationship) => endOf(relationship, now) ?? 0))
  return {
    tenantId: customer.tenantId,
    name: customer.name,
    domain: customer.domain,
    roles: [...new Set(active.map((relationship) => (relationship.asked ? displayNameOf(relationship) : roleSetOf(relationship).label)))],
    endsAt: new Date(last).toISOString().slice(0, 10),
    delegated: true,
  }
}

/** By tenant ID, initial domain or any verified domain; the caller's own partner first, as two may share a domain's spelling. */
function customerNamed({ world }: PortalParts, account: Account, named: string): Customer | undefined {
  const own = world.partner(account.tenantId)
  const lower = named.toLowerCase()
  const prefix = lower.replace(/\.onmicrosoft\.com$/, '')
  const search = (customers: readonly Customer[]) =>
    customers.find((one) => one.prefix === prefix || one.domain.toLowerCase() === lower) ??
    customers.find((one) => domainsOf(one).includes(lower))
  const byId = own?.find(lower) ?? world.customer(lower)?.customer
  if (byId) return byId
  if (!lower.includes('.')) return undefined
  return search(own?.customers ?? []) ?? world.partners.map((partner) => search(partner.customers)).find((one) => one !== undefined)
}

function html(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.code(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(text)
}
