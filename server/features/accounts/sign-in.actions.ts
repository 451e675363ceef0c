// Signing in, in two steps: send the browser to Microsoft, and take the answer it brings back.
import type { SignInProblem } from '../../../contract/accounts.ts'
import { gapsOf } from '../../base/config-gaps.ts'
import { hashOf, newSecret } from '../../base/ids.ts'
import type { DbDoor } from '../../db/db.ts'
import { announce } from '../../facts/announce.ts'
import type { Services } from '../../feature.ts'
import { SignInError } from '../../microsoft/login/sign-in-error.ts'
import { MicrosoftError } from '../../microsoft/microsoft-error.ts'
import { isPersonal, rolesOf, safeReturnTo } from './accounts.rules.ts'

/** A sign-in that ends on the sign-in page with an explanation. */
export class SignInRefused extends Error {
  readonly problem: SignInProblem
  constructor(problem: SignInProblem, cause?: unknown) {
    super(`Sign-in refused: ${problem}`, { cause })
    this.name = 'SignInRefused'
    this.problem = problem
  }
}

const attemptMinutes = 15

export const redirectUriOf = ({ config }: Services): string => `${config.TENANTRY_BASE_URL}/sign-in/callback`

type Start = {
  secret: string | undefined
  account?: string | undefined
  choose?: boolean | undefined
  create?: boolean | undefined
  returnTo?: string | undefined
}

/** Remembers the attempt and says where to send the browser; `secret` is the cookie it must hold from now on. */
export async function startSignIn(
  services: Services,
  { secret, account, choose, create, returnTo }: Start,
): Promise<{ url: string; secret: string }> {
  const { door, microsoft, config } = services
  if (gapsOf(config).length > 0) throw new SignInRefused('not_configured')
  const browser = await knownOrNewBrowser(door, secret)
  const [state, nonce, codeVerifier] = [newSecret(), newSecret(), newSecret()]
  await door.identity
    .deleteFrom('sign_in_attempts')
    .where('started_at', '<', new Date(Date.now() - attemptMinutes * 60_000))
    .execute()
  await door.identity
    .insertInto('sign_in_attempts')
    .values({
      state_hash: hashOf(state),
      browser_id: browser.browserId,
      nonce,
      code_verifier: codeVerifier,
      return_to: safeReturnTo(returnTo),
    })
    .execute()
  const loginHint = account && (await usernameOf(door, browser.browserId, account))
  const url = await microsoft.signIn.authorizeUrl({
    redirectUri: redirectUriOf(services),
    state,
    nonce,
    codeVerifier,
    ...(loginHint ? { loginHint } : { prompt: create ? 'login' : choose ? 'select_account' : undefined }),
  })
  return { url, secret: browser.secret }
}

type Answer = { secret: string | undefined; callbackUrl: URL }

/** Checks Microsoft's answer, makes the person known, and signs the account in under a fresh cookie. */
export async function finishSignIn(services: Services, { secret, callbackUrl }: Answer): Promise<{ returnTo: string; secret: string }> {
  const { door } = services
  const state = callbackUrl.searchParams.get('state')
  const attempt = secret && state ? await takeAttempt(door, hashOf(secret), hashOf(state)) : undefined
  if (!attempt || !state) throw new SignInRefused('expired')
  const person = await identify(services, callbackUrl, { state, nonce: attempt.nonce, codeVerifier: attempt.code_verifier })
  const fresh = newSecret()
  await door
    .ofPartner(person.partnerId)
    .transaction()
    .execute(async (trx) => {
      const { user_id: userId } = await trx
        .insertInto('users')
        .values({
          partner_id: person.partnerId,
          object_id: person.objectId,
          username: person.username,
          name: person.name,
          roles: person.roles,
        })
        .onConflict((on) =>
          on
            .columns(['partner_id', 'object_id'])
            .doUpdateSet({ username: person.username, name: person.name, roles: person.roles, last_sign_in_at: new Date() }),
        )
        .returning('user_id')
        .executeTakeFirstOrThrow()
      const now = new Date()
      await trx
        .insertInto('browser_accounts')
        .values({ partner_id: person.partnerId, browser_id: attempt.browser_id, user_id: userId, signed_in_at: now, used_at: now })
        .onConflict((on) => on.columns(['partner_id', 'browser_id', 'user_id']).doUpdateSet({ signed_in_at: now, used_at: now }))
        .execute()
      // A new token at every sign-in: a cookie planted before it is worth nothing after it.
      await trx
        .updateTable('browsers')
        .set({ token_hash: hashOf(fresh), active_partner_id: person.partnerId, active_user_id: userId, seen_at: now })
        .where('browser_id', '=', attempt.browser_id)
        .execute()
      await announce(
        trx,
        { partnerId: person.partnerId, userId },
        { kind: 'account.signed-in', data: { username: person.username, roles: person.roles } },
      )
    })
  return { returnTo: attempt.return_to, secret: fresh }
}

type Proof = { state: string; nonce: string; codeVerifier: string }

async function identify(services: Services, callbackUrl: URL, proof: Proof) {
  const { microsoft, config, log } = services
  try {
    const person = await microsoft.signIn.redeem({ callbackUrl, redirectUri: redirectUriOf(services), ...proof })
    if (isPersonal(person.tenantId)) throw new SignInRefused('personal_account')
    if (!config.TENANTRY_PARTNERS.includes(person.tenantId)) throw new SignInRefused('not_a_partner')
    // Always asked of Graph: the groups claim is cut off in large organisations and names groups by ID only, where it comes at all.
    const member = await microsoft.memberOf(person.accessToken)
    const directoryRoles = [...person.wids, ...member.directoryRoles]
    const roles = rolesOf({ ...member, directoryRoles }, config.TENANTRY_AGENT_GROUPS)
    return { partnerId: person.tenantId, objectId: person.objectId, username: person.username, name: person.name, roles }
  } catch (error) {
    if (error instanceof SignInRefused) throw error
    log.warn({ err: error }, 'a sign-in failed')
    if (error instanceof SignInError) throw new SignInRefused(error.problem, error)
    const unavailable = error instanceof MicrosoftError && (error.kind === 'broken' || error.kind === 'throttled')
    throw new SignInRefused(unavailable ? 'microsoft_unavailable' : 'refused', error)
  }
}

async function takeAttempt(door: DbDoor, tokenHash: Buffer, stateHash: Buffer) {
  const since = new Date(Date.now() - attemptMinutes * 60_000)
  return await door.identity
    .deleteFrom('sign_in_attempts')
    .where('state_hash', '=', stateHash)
    .where('started_at', '>', since)
    .where('browser_id', 'in', (from) => from.selectFrom('browsers').where('token_hash', '=', tokenHash).select('browser_id'))
    .returning(['browser_id', 'nonce', 'code_verifier', 'return_to'])
    .executeTakeFirst()
}

async function knownOrNewBrowser(door: DbDoor, secret: string | undefined): Promise<{ browserId: string; secret: string }> {
  const known =
    secret && (await door.identity.selectFrom('browsers').where('token_hash', '=', hashOf(secret)).select('browser_id').executeTakeFirst())
  if (secret && known) return { browserId: known.browser_id, secret }
  const fresh = newSecret()
  const { browser_id: browserId } = await door.identity
    .insertInto('browsers')
    .values({ token_hash: hashOf(fresh), active_partner_id: null, active_user_id: null })
    .returning('browser_id')
    .executeTakeFirstOrThrow()
  return { browserId, secret: fresh }
}

async function usernameOf(door: DbDoor, browserId: string, accountId: string): Promise<string | undefined> {
  const row = await door.identity
    .selectFrom('browser_accounts as a')
    .innerJoin('users as u', (on) => on.onRef('u.partner_id', '=', 'a.partner_id').onRef('u.user_id', '=', 'a.user_id'))
    .where('a.browser_id', '=', browserId)
    .where('a.user_id', '=', accountId)
    .select('u.username')
    .executeTakeFirst()
  return row?.username
}
