// An administrator allows the application for the whole organisation. Entered by routes.ts.
import type { FastifyInstance } from 'fastify'
import { ACCOUNTS, accountByUsername } from '../world/accounts.ts'
import { signedInAccounts } from './browser-accounts.ts'
import { describe, entraError } from './entra-error.ts'
import type { LoginParts } from './login-parts.ts'
import { consentPage, messagePage, pickerPage } from './pages.ts'

type Query = { client_id?: string; redirect_uri?: string; state?: string; scope?: string; account?: string }

export function registerAdminConsent(app: FastifyInstance, parts: LoginParts): void {
  const path = '/:tenant/v2.0/adminconsent'
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
    const target = new URL(query.redirect_uri ?? '')
    const answer = (values: Record<string, string>) => {
      for (const [name, value] of Object.entries({ ...values, ...(query.state === undefined ? {} : { state: query.state }) }))
        target.searchParams.set(name, value)
      return reply.redirect(target.href, 303)
    }
    if (body.consent === 'cancel')
      return answer({
        error: 'access_denied',
        error_description: describe(entraError('access_denied', 65004, 'User declined to consent to access the app.')),
      })
    if (!account?.wids.length) {
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
    parts.consents.addForTenant(account.tenantId)
    return answer({ admin_consent: 'True', tenant: account.tenantId, scope })
  })
}
