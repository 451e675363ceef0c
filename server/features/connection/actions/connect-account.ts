// Signs the integration account in, in two steps: send the browser to Microsoft, and take the answer it brings back. Admin consent comes
// back to the same address.
import { pullResources } from '../../../../contract/pulls.ts'
import type { Config } from '../../../base/config.ts'
import { hashOf, newSecret } from '../../../base/ids.ts'
import type { Scope } from '../../../db/scope.ts'
import { announce } from '../../../facts/announce.ts'
import type { Services } from '../../../feature.ts'
import { adminConsentAnswer } from '../../../microsoft/login/admin-consent.ts'
import { MicrosoftError } from '../../../microsoft/microsoft-error.ts'
import { askForPulls } from '../../../pulls/ask.ts'

const attemptMinutes = 15

export const callbackUriOf = (config: Config): string => `${config.TENANTRY_BASE_URL}/connection/callback`

/** Remembers the attempt and says where to send the browser; back to the settings with the cause where Microsoft cannot be asked. */
export async function connectAccount({ microsoft, config, clock }: Services, scope: Scope): Promise<string> {
  const [state, nonce, codeVerifier] = [newSecret(), newSecret(), newSecret()]
  const now = clock.now()
  await scope.db
    .deleteFrom('connection_attempts')
    .where('partner_id', '=', scope.partnerId)
    .where('started_at', '<', new Date(now.getTime() - attemptMinutes * 60_000))
    .execute()
  await scope.db
    .insertInto('connection_attempts')
    .values({
      partner_id: scope.partnerId,
      state_hash: hashOf(state),
      user_id: scope.userId,
      nonce,
      code_verifier: codeVerifier,
      started_at: now,
    })
    .execute()
  try {
    return await microsoft.integration.begin(scope.partnerId, { redirectUri: callbackUriOf(config), state, nonce, codeVerifier })
  } catch (error) {
    return `/settings/connection?problem=${causeOf(error)}`
  }
}

/** What the settings say of it, as their query: `connected`, `consented`, or the cause that stood in the way of either. */
export async function finishConnectAccount(services: Services, scope: Scope, callbackUrl: URL): Promise<Record<string, string>> {
  const consent = adminConsentAnswer(callbackUrl)
  if (consent) return consent.problem ? { consentProblem: consent.problem } : { consented: '1' }
  const problem = await finishSignIn(services, scope, callbackUrl)
  return problem ? { problem } : { connected: '1' }
}

/** Null when all went well, otherwise the cause. */
async function finishSignIn(services: Services, scope: Scope, callbackUrl: URL): Promise<string | null> {
  const { microsoft, config, clock } = services
  const state = callbackUrl.searchParams.get('state')
  const attempt = state ? await takeAttempt(scope, state, new Date(clock.now().getTime() - attemptMinutes * 60_000)) : undefined
  if (!attempt || !state) return 'sign_in_interrupted'
  try {
    const account = await microsoft.integration.finish(scope.partnerId, {
      callbackUrl,
      redirectUri: callbackUriOf(config),
      state,
      nonce: attempt.nonce,
      codeVerifier: attempt.code_verifier,
    })
    await scope.db
      .transaction()
      .execute((trx) => announce(trx, scope, { kind: 'connection.signed-in', data: { username: account.username } }))
  } catch (error) {
    services.log.warn({ err: error, partnerId: scope.partnerId }, 'the integration account could not be signed in')
    return causeOf(error)
  }
  // What failed for want of a sign-in is tried again at once.
  await askForPulls(services, scope.partnerId, { resources: pullResources, unlessWithinMs: 60_000 })
  return null
}

/** The attempt of this very person, once. */
const takeAttempt = (scope: Scope, state: string, notBefore: Date) =>
  scope.db
    .deleteFrom('connection_attempts')
    .where('partner_id', '=', scope.partnerId)
    .where('state_hash', '=', hashOf(state))
    .where('user_id', '=', scope.userId)
    .where('started_at', '>=', notBefore)
    .returning(['nonce', 'code_verifier'])
    .executeTakeFirst()

const causeOf = (error: unknown): string => {
  if (!(error instanceof MicrosoftError)) throw error
  return error.reason ?? 'microsoft_unavailable'
}
