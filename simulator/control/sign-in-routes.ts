// Commands around sign-in: refresh tokens as if somebody had signed in. Entered by routes.ts.
import type { FastifyInstance } from 'fastify'
import type { LoginParts } from '../login/login-parts.ts'
import { WITH_MFA, WITHOUT_MFA } from '../login/people.ts'
import { mintRefreshToken } from '../login/refresh-tokens.ts'
import { type Account, accountByUsername, integrationAccountOf } from '../world/accounts.ts'
import { fields, flag, Refused, text } from './commands-read.ts'

export function registerSignInCommands(app: FastifyInstance, login: LoginParts): void {
  app.post('/control/refresh-tokens', async (request, reply) => {
    const asked = fields(request.body, ['partnerTenantId', 'username', 'mfa'])
    const account = accountFor(text(asked.partnerTenantId, 'partnerTenantId'), text(asked.username, 'username'))
    const mfa = flag(asked.mfa, 'mfa') ?? true
    const refreshToken = await mintRefreshToken(login, account, mfa ? WITH_MFA : WITHOUT_MFA)
    const { tenantId, username, oid } = account
    return reply.code(201).send({ refreshToken, partnerTenantId: tenantId, username, oid, mfa })
  })
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
