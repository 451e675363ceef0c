// Commands around sign-in: refresh tokens as if somebody had signed in, tokens revoked, factors, what ID tokens
// carry, consent in customers' tenants.
// Entered by routes.ts.
import type { FastifyInstance } from 'fastify'
import { USUAL_GRANTS } from '../login/consents.ts'
import type { LoginParts } from '../login/login-parts.ts'
import { WITH_MFA, WITHOUT_MFA } from '../login/people.ts'
import { mintRefreshToken } from '../login/refresh-tokens.ts'
import { GRAPH, PARTNER_CENTER, resourceNamed } from '../login/resources.ts'
import { type Account, accountByUsername, integrationAccountOf } from '../world/accounts.ts'
import type { World } from '../world/world.ts'
import { fields, flag, Refused, text, texts } from './commands-read.ts'

type One = { Params: { tenantId: string } }
type Person = { Params: { username: string } }

export function registerSignInCommands(app: FastifyInstance, login: LoginParts, world: World): void {
  app.post('/control/refresh-tokens', async (request, reply) => {
    const asked = fields(request.body, ['partnerTenantId', 'username', 'mfa'])
    const account = accountFor(text(asked.partnerTenantId, 'partnerTenantId'), text(asked.username, 'username'))
    const mfa = flag(asked.mfa, 'mfa') ?? true
    const refreshToken = await mintRefreshToken(login, account, mfa ? WITH_MFA : WITHOUT_MFA)
    const { tenantId, username, oid } = account
    return reply.code(201).send({ refreshToken, partnerTenantId: tenantId, username, oid, mfa })
  })
  app.post<Person>('/control/accounts/:username/revoke', async (request) => {
    const account = accountFor(undefined, request.params.username)
    // One moment later than everything issued so far.
    login.people.revokeTokens(account, login.now() + 1)
    return { username: account.username, tokensValidFrom: new Date(login.people.tokensValidFrom(account) ?? 0).toISOString() }
  })
  app.patch<Person>('/control/accounts/:username', async (request) => {
    const account = accountFor(undefined, request.params.username)
    const mfa = flag(fields(request.body, ['mfa']).mfa, 'mfa')
    if (mfa === undefined) throw new Refused(400, 'Give mfa, true or false.')
    login.people.setMfa(account, mfa)
    return { username: account.username, mfa }
  })
  app.post('/control/registration', async (request) => {
    const { registration } = login
    const asked = fields(request.body, ['groupsClaim', 'withheld'])
    const groupsClaim = flag(asked.groupsClaim, 'groupsClaim')
    const withheld = Array.isArray(asked.withheld) && asked.withheld.length === 0 ? [] : texts(asked.withheld, 'withheld')
    if (groupsClaim === undefined && withheld === undefined)
      throw new Refused(400, 'Give groupsClaim, true or false, or withheld, such as ["Directory.Read.All"].')
    if (groupsClaim !== undefined) registration.setGroupsClaim(groupsClaim)
    if (withheld) registration.withhold(withheld)
    return { groupsClaim: registration.groupsClaim(), withheld: registration.withheld() }
  })
  registerConsentCommands(app, login, world)
}

function registerConsentCommands(app: FastifyInstance, { consents }: LoginParts, world: World): void {
  const known = (tenantId: string): string => {
    if (!world.customer(tenantId)) throw new Refused(404, `No customer has the tenant ID ${tenantId}.`)
    return tenantId.toLowerCase()
  }
  const consentOf = (tenantId: string) => ({
    tenantId,
    grants: Object.fromEntries(
      [...USUAL_GRANTS.keys(), PARTNER_CENTER].map((resource) => [resource, consents.inCustomer(tenantId, resource)]),
    ),
  })
  app.get<One>('/control/customers/:tenantId/consent', async (request) => consentOf(known(request.params.tenantId)))
  app.post<One>('/control/customers/:tenantId/consent', async (request, reply) => {
    const tenantId = known(request.params.tenantId)
    const asked = fields(request.body ?? {}, ['resource', 'permissions'])
    if (asked.resource === undefined && asked.permissions === undefined)
      for (const [resource, permissions] of USUAL_GRANTS) consents.grantInCustomer(tenantId, resource, permissions)
    else consents.grantInCustomer(tenantId, resourceFor(text(asked.resource, 'resource') ?? GRAPH), permissionsOf(asked.permissions))
    return reply.code(201).send(consentOf(tenantId))
  })
  app.delete<One>('/control/customers/:tenantId/consent', async (request) => {
    const tenantId = known(request.params.tenantId)
    consents.revokeInCustomer(tenantId)
    return consentOf(tenantId)
  })
}

function resourceFor(named: string): string {
  const resource = resourceNamed(named)
  if (!resource) throw new Refused(400, `No API is named ${named}; give its address, such as ${GRAPH}, or its enterprise application's ID.`)
  return resource
}

function permissionsOf(value: unknown): string[] {
  const permissions = texts(value, 'permissions')
  if (!permissions) throw new Refused(400, 'Give permissions, such as ["ServiceHealth.Read.All"].')
  return permissions
}

/** The account named; else the integration account of the partner named. */
function accountFor(partnerTenantId: string | undefined, username: string | undefined): Account {
  if (partnerTenantId === undefined && username === undefined) throw new Refused(400, 'Give partnerTenantId, username, or both.')
  const account = username === undefined ? integrationAccountOf(partnerTenantId?.toLowerCase() ?? '') : accountByUsername(username)
  if (!account)
    throw new Refused(
      404,
      username === undefined
        ? `No partner has the tenant ID ${partnerTenantId}; GET /control/state lists the partners.`
        : `No account is named ${username}; GET /control/accounts lists them.`,
    )
  if (partnerTenantId !== undefined && account.tenantId !== partnerTenantId.toLowerCase())
    throw new Refused(400, `${account.username} is not an account of ${partnerTenantId}.`)
  return account
}
