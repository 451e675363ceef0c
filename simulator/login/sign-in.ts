// What happens between the authorize request and the code: account chosen (or known), refused, consented. The story of one sign-in. Entered by routes.ts.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import type { Account } from '../world/accounts.ts'
import { ACCOUNTS, accountByUsername } from '../world/accounts.ts'
import { cookieWith, signedInAccounts } from './browser-accounts.ts'
import type { Consents } from './consents.ts'
import { describe, type EntraError, EntraRefusal, entraError } from './entra-error.ts'
import { consentPage, messagePage, newAccountPage, pickerPage } from './pages.ts'
import type { People } from './people.ts'
import { grantTo } from './refresh-tokens.ts'
import type { Resources, Scopes } from './resources.ts'
import type { Tenants } from './tenants.ts'

export type SignInParts = { provider: Provider; tenants: Tenants; resources: Resources; consents: Consents; people: People }
type Details = Awaited<ReturnType<Provider['interactionDetails']>>
type Turn = { request: FastifyRequest; reply: FastifyReply; details: Details; action: string }

export function registerSignIn(app: FastifyInstance, parts: SignInParts): void {
  const turnOf = async (request: FastifyRequest, reply: FastifyReply): Promise<Turn | undefined> => {
    try {
      return { request, reply, details: await parts.provider.interactionDetails(request.raw, reply.raw), action: request.url }
    } catch {
      void reply
        .code(400)
        .type('text/html; charset=utf-8')
        .send(
          messagePage(request.headers['accept-language'], 'badRequest', 'AADSTS165000: The sign-in has expired or was already completed.'),
        )
      return undefined
    }
  }
  app.get('/sign-in/:uid', async (request, reply) => {
    const turn = await turnOf(request, reply)
    return turn ? begin(parts, turn) : reply
  })
  app.get<{ Params: { uid: string } }>('/sign-in/:uid/new-account', (request, reply) =>
    reply.type('text/html; charset=utf-8').send(newAccountPage(request.headers['accept-language'], `/sign-in/${request.params.uid}`)),
  )
  app.post('/sign-in/:uid', async (request, reply) => {
    const turn = await turnOf(request, reply)
    if (!turn) return reply
    const body = request.body as Record<string, string | undefined>
    const account = accountByUsername(body.account ?? '')
    if (!account) return begin(parts, turn)
    if (body.consent === 'cancel')
      return finishWithError(parts, turn, entraError('access_denied', 65004, 'User declined to consent to access the app.'))
    return proceed(parts, turn, account, body.consent === 'accept')
  })
}

function tenantOf({ details }: Turn, tenants: Tenants) {
  return tenants.resolve(new URL(details.returnTo).pathname.split('/')[1] ?? 'common') ?? { id: 'common', kind: 'common' as const }
}

async function begin(parts: SignInParts, turn: Turn) {
  const { request, reply, details } = turn
  const params = details.params as Record<string, string | undefined>
  const tenant = tenantOf(turn, parts.tenants)
  const signedIn = signedInAccounts(request.headers.cookie)
  const suitable = signedIn.filter((account) => parts.tenants.admits(tenant, account))
  const prompts = new Set((params.prompt ?? '').split(' '))
  const hinted = params.login_hint ? accountByUsername(params.login_hint) : undefined
  if (params.sim_silent) {
    const known = hinted ? suitable.find((account) => account === hinted) : suitable.length === 1 ? suitable[0] : undefined
    if (known) return proceed(parts, turn, known, false)
    const several = suitable.length > 1 && !params.login_hint
    return finishWithError(
      parts,
      turn,
      several
        ? entraError(
            'interaction_required',
            16000,
            'Either multiple user identities are available for the current request or selected account is not supported for the scenario.',
          )
        : entraError('login_required', 50058, 'A silent sign-in request was sent but no user is signed in.'),
    )
  }
  if (!prompts.has('select_account')) {
    if (hinted) return proceed(parts, turn, hinted, false)
    const [only, another] = suitable
    if (only && !another && !prompts.has('login') && !params.login_hint) return proceed(parts, turn, only, false)
  }
  return reply.type('text/html; charset=utf-8').send(
    pickerPage(
      request.headers['accept-language'],
      ACCOUNTS,
      // Who has to sign in afresh is signed in nowhere yet.
      prompts.has('login') ? [] : signedIn.map((account) => account.username),
      turn.action,
    ),
  )
}

async function proceed(parts: SignInParts, turn: Turn, account: Account, accepted: boolean) {
  const { request, reply, details } = turn
  const params = details.params as Record<string, string | undefined>
  const language = request.headers['accept-language']
  const tenant = tenantOf(turn, parts.tenants)
  if (!parts.tenants.admits(tenant, account)) {
    const text = account.personal
      ? `User account '${account.username}' from identity provider 'live.com' does not exist in tenant and cannot access the application in that tenant.`
      : `User account '${account.username}' from identity provider does not exist in tenant '${tenant.id}' and cannot access the application in that tenant.`
    const again = `${new URL(details.returnTo).pathname.split('/oauth2/')[0]}/oauth2/v2.0/authorize?${againQuery(params)}`
    return reply
      .code(400)
      .type('text/html; charset=utf-8')
      .send(
        messagePage(
          language,
          account.personal ? 'personalRefused' : 'tenantRefused',
          describe(entraError('access_denied', 50020, text)),
          again,
        ),
      )
  }
  let scopes: Scopes
  try {
    scopes = parts.resources.parse(params.sim_scope ?? '')
  } catch (error) {
    if (error instanceof EntraRefusal) return finishWithError(parts, turn, error.refusal)
    throw error
  }
  const wanted = [...scopes.oidc, ...scopes.permissions]
  const mustAsk = (params.prompt ?? '').split(' ').includes('consent') || !parts.consents.covers(account, wanted)
  if (mustAsk && !accepted) {
    if (params.sim_silent)
      return finishWithError(
        parts,
        turn,
        entraError(
          'interaction_required',
          65001,
          'The user or administrator has not consented to use the application. Send an interactive authorization request for this user and resource.',
        ),
      )
    return reply
      .type('text/html; charset=utf-8')
      .send(consentPage(language, account, wanted, { action: turn.action, hidden: { account: account.username } }))
  }
  if (accepted) parts.consents.add(account, wanted)
  const grantId = await grantTo(parts, account, String(params.client_id), scopes)
  const cookies = cookieWith([...signedInAccounts(request.headers.cookie), account])
  return finish(
    parts,
    turn,
    {
      login: { accountId: account.oid, remember: false, amr: [...parts.people.methodsOf(account)] },
      select_account: {},
      consent: { grantId },
    },
    cookies,
  )
}

/** The same request once more, so that another account can be chosen. */
function againQuery(params: Record<string, string | undefined>): string {
  const kept = Object.entries(params).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && !['sim_scope', 'sim_silent', 'scope', 'resource', 'prompt', 'login_hint'].includes(entry[0]),
  )
  return new URLSearchParams([...kept, ['scope', params.sim_scope ?? ''], ['prompt', 'select_account']]).toString()
}

function finishWithError(parts: SignInParts, turn: Turn, refusal: EntraError) {
  return finish(parts, turn, { error: refusal.error, error_description: describe(refusal) })
}

async function finish(
  { provider }: SignInParts,
  { request, reply }: Turn,
  result: Parameters<Provider['interactionFinished']>[2],
  cookie?: string,
) {
  reply.hijack()
  if (cookie) reply.raw.setHeader('set-cookie', cookie)
  await provider.interactionFinished(request.raw, reply.raw, result)
  return reply
}
