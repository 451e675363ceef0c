// An administrator allows the application for the whole organisation. Entered by routes.ts.
import type { FastifyInstance } from 'fastify'
import { ACCOUNTS, type Account, accountByUsername } from '../world/accounts.ts'
import { signedInAccounts } from './browser-accounts.ts'
import { describe, entraError } from './entra-error.ts'
import type { LoginParts } from './login-parts.ts'
import { consentPage, messagePage, pickerPage } from './pages.ts'
import { GRAPH } from './resources.ts'

/** Global, application, cloud application and privileged role administrators. */
const CONSENTING: ReadonlySet<string> = new Set([
  '62e90394-69f5-4237-9190-012177145e10',
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  '158c047a-c907-4556-b7ef-446551a6b5f7',
  'e8611ab8-c189-46e8-94e1-60213ab1f814',
])

type Query = { client_id?: string; redirect_uri?: string; state?: string; scope?: string; account?: string }

export function registerAdminConsent(app: FastifyInstance, parts: LoginParts): void {
  for (const path of ['/:tenant/v2.0/adminconsent', '/:tenant/adminconsent']) registerAt(app, parts, path)
}

function registerAt(app: FastifyInstance, parts: LoginParts, path: string): void {
  const problemOf = (query: Query) => {
    if (query.client_id !== parts.client.clientId) return 'unknownApplication' as const
    return query.redirect_uri && parts.client.redirectUris.includes(query.redirect_uri) ? undefined : ('redirectMismatch' as const)
  }
  app.get<{ Params: { tenant: string }; Querystring: Query }>(path, async (request, reply) => {
    const language = request.headers['accept-language']
    reply.type('text/html; charset=utf-8')
    const problem = problemOf(request.query)
    if (problem) return reply.code(400).send(messagePage(language, problem))
    const signedIn = signedInAccounts(request.headers.cookie).map((account) => account.username)
    return reply.send(
      pickerPage(
        language,
        ACCOUNTS.filter((account) => !account.personal),
        signedIn,
        request.url,
      ),
    )
  })
  app.post<{ Params: { tenant: string }; Querystring: Query }>(path, async (request, reply) => {
    const { query, headers } = request
    const problem = problemOf(query)
    if (problem) return reply.code(400).type('text/html; charset=utf-8').send(messagePage(headers['accept-language'], problem))
    const body = request.body as { account?: string; consent?: string }
    const account = accountByUsername(body.account ?? '')
    const back = new URL(query.redirect_uri ?? '')
    const answer = (values: Record<string, string>) => {
      for (const [name, value] of Object.entries({ ...values, ...(query.state === undefined ? {} : { state: query.state }) }))
        back.searchParams.set(name, value)
      return reply.redirect(back.href, 303)
    }
    if (body.consent === 'cancel')
      return answer({
        error: 'access_denied',
        error_description: describe(entraError('access_denied', 65004, 'User declined to consent to access the app.')),
      })
    const target = account && targetOf(parts, request.params.tenant, account)
    if (!account || !target) {
      return answer({
        error: 'access_denied',
        error_description: describe(entraError('access_denied', 90094, 'An administrator of the organisation must grant this permission.')),
      })
    }
    const scope = query.scope ?? 'https://graph.microsoft.com/.default'
    if (body.consent !== 'accept') {
      return reply.type('text/html; charset=utf-8').send(
        consentPage(headers['accept-language'], account, scope.split(' '), {
          action: request.url,
          hidden: { account: account.username },
          admin: true,
        }),
      )
    }
    if (target === account.tenantId) parts.consents.addForTenant(target)
    else grantIn(parts, target, scope)
    return answer({ admin_consent: 'True', tenant: target, scope })
  })
}

/** The tenant an account may consent for: its own as an administrator, a customer's through delegation with one of the roles that may. */
function targetOf({ tenants }: LoginParts, named: string, account: Account): string | undefined {
  const tenant = tenants.resolve(named)
  if (tenant?.kind !== 'customer') return account.wids.length > 0 ? account.tenantId : undefined
  const may = tenants.mayEnter(account, tenant.id) === 'yes' && tenants.rolesIn(account, tenant.id).some((role) => CONSENTING.has(role))
  return may ? tenant.id : undefined
}

function grantIn({ consents, resources }: LoginParts, tenantId: string, scope: string): void {
  const { resource = GRAPH, permissions } = resources.parse(scope)
  consents.grantInCustomer(tenantId, resource, permissions.includes('.default') ? resources.permissions(resource) : permissions)
}
