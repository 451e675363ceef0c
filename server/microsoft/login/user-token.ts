// Access tokens of a partner's integration account, in the partner's own tenant and in its customers' (Secure Application Model): redeemed
// from the refresh token in the vault. Entered by microsoft.ts.
// https://learn.microsoft.com/partner-center/developer/enable-secure-app-model
import type { SignInCause } from '../../../contract/sign-in-causes.ts'
import { SecretKeyMissing } from '../../base/secret-keys.ts'
import type { CallOptions } from '../http.ts'
import { MicrosoftError, ofWholePartner } from '../microsoft-error.ts'
import { concernsOneApi, concernsPartner } from './aadsts.ts'
import { createTokenCache, type Fresh } from './token-cache.ts'
import { type Claims, checkClaims } from './token-claims.ts'
import { askForToken, type LoginOptions, type TokenAnswer } from './token-endpoint.ts'
import type { Held, TokenVault } from './token-vault.ts'

export type Asking = { partnerId: string; tenantId: string; resource: string /** Partner Center wants it claimed. */; mfa?: boolean }

export type UserTokens = {
  /** Throws MicrosoftError with a cause of contract/sign-in-causes.ts as its `reason`. */
  of(asking: Asking, options?: CallOptions): Promise<string>
  /** As `of`, but asked of Microsoft whatever is remembered, be it a token or a refusal: somebody wants to know how things stand now. */
  anew(asking: Asking, options?: CallOptions): Promise<string>
  /** Forgets the token: a resource refused it before its time. */
  drop(asking: Asking): void
  /** Forgets all of a partner's: the account has signed in anew, or is to be used no more. */
  dropAll(partnerId: string): void
}

/** How long a refusal that every customer would meet is answered from memory: a dead refresh token must not be tried 10,000 times. */
const refusedMs = 20_000
/** How long a redemption may hold the vault's lock. */
const mostPatienceMs = 30_000

/** A refresh token lives 90 days; one that nobody has redeemed at home for so long is renewed before it is used abroad. */
const renewAfterMs = 24 * 3_600_000

type Parts = { login: LoginOptions; vault: TokenVault }

export function createUserTokens(login: LoginOptions, vault: TokenVault, now: () => number = Date.now): UserTokens {
  const cache = createTokenCache()
  const refused = new Map<string, { until: number; error: MicrosoftError }>()
  const keyOf = ({ partnerId, tenantId, resource, mfa }: Asking): string => `${partnerId} ${tenantId} ${resource} ${mfa ?? false}`
  const refuseAsBefore = (key: string): void => {
    const before = refused.get(key)
    if (before && before.until > now()) throw before.error
  }
  const ask = async (asking: Asking, patienceMs: number | undefined, isRenewal = false): Promise<Fresh> => {
    const { partnerId, tenantId, resource } = asking
    const oneApi = `${partnerId} ${resource}`
    refuseAsBefore(partnerId)
    // Partner Center as a user is asked by people alone, who try again as soon as they have mended something.
    if (!asking.mfa) refuseAsBefore(oneApi)
    const call = { patienceMs: Math.min(patienceMs ?? mostPatienceMs, mostPatienceMs) }
    const renewed = (held: Held): Promise<Held | null> => renewIfOld(held, asking)
    try {
      const fresh = await (tenantId === partnerId
        ? redeemAtHome({ login, vault }, asking, call)
        : redeemAbroad({ login, vault, renewed }, asking, call))
      refused.delete(partnerId)
      if (tenantId === partnerId) {
        refused.delete(oneApi)
        await vault.note(partnerId, null)
      }
      return fresh
    } catch (thrown) {
      const error = failureOf(thrown, asking)
      if (error instanceof MicrosoftError && error.wholePartner) {
        const { code, message } = error
        const cause = (error.reason ?? 'other') as SignInCause
        // Without MFA it is Partner Center alone that is closed.
        if (cause !== 'mfa_missing_in_token') refused.set(concernsPartner(cause) ? partnerId : oneApi, { until: now() + refusedMs, error })
        // That one API is closed says something of the account only where customers need it.
        if (isRenewal || !concernsOneApi(cause)) await vault.note(partnerId, { cause, code, message, at: new Date(now()).toISOString() })
      }
      throw error
    }
  }
  /** Once for all who ask, as the token that comes with it is kept. */
  const renewIfOld = async (held: Held, { partnerId, resource }: Asking): Promise<Held | null> => {
    if (held.objectId !== null && now() - held.renewedAt.getTime() < renewAfterMs) return held
    const atHome = { partnerId, tenantId: partnerId, resource }
    await cache.of(keyOf(atHome), () => ask(atHome, undefined, true))
    return vault.read(partnerId)
  }
  const of: UserTokens['of'] = (asking, options = {}) => cache.of(keyOf(asking), () => ask(asking, options.patienceMs))
  return {
    of,
    anew(asking, options) {
      cache.drop(keyOf(asking))
      for (const key of [asking.partnerId, `${asking.partnerId} ${asking.resource}`]) refused.delete(key)
      return of(asking, options)
    },
    drop: (asking) => cache.drop(keyOf(asking)),
    dropAll(partnerId) {
      for (const key of refused.keys()) if (key === partnerId || key.startsWith(`${partnerId} `)) refused.delete(key)
      cache.dropAll(`${partnerId} `)
    },
  }
}

/**
 * In the partner's own tenant: the new refresh token that comes with the answer replaces the old one before anyone else redeems either.
 * That happens about hourly where Partner Center is asked, and else daily: a token never comes near its 90 days.
 */
async function redeemAtHome({ login, vault }: Parts, asking: Asking, call: CallOptions): Promise<Fresh> {
  const { answer } = await vault.renew(asking.partnerId, async (held) => {
    const redeemed = await redeem(login, held, asking, call)
    const { answer, claims } = redeemed
    const renewed = answer.refresh_token
      ? {
          refreshToken: answer.refresh_token,
          username: claims.upn ?? claims.unique_name ?? claims.preferred_username ?? null,
          objectId: claims.oid?.toLowerCase() ?? null,
          mfa: claims.amr?.includes('mfa') ?? false,
        }
      : null
    return { result: redeemed, renewed }
  })
  // Checked once the new refresh token is safe: the redemption itself was good.
  checkClaims(answer.access_token, asking)
  return { token: answer.access_token, expiresInSeconds: answer.expires_in }
}

/**
 * In a customer's tenant, many at a time: Entra ID leaves a redeemed refresh token good, and the one that comes back is dropped, as the
 * customer's own policies may have shortened its life. Where the token has been replaced meanwhile, the new one is tried.
 */
async function redeemAbroad(
  { login, vault, renewed }: Parts & { renewed(held: Held): Promise<Held | null> },
  asking: Asking,
  call: CallOptions,
): Promise<Fresh> {
  const found = await vault.read(asking.partnerId)
  const held = found && (await renewed(found))
  try {
    return freshOf((await redeem(login, held, asking, call)).answer)
  } catch (error) {
    if (!(error instanceof MicrosoftError) || error.kind !== 'denied' || !held) throw error
    const current = await vault.read(asking.partnerId)
    if (!current || current.version === held.version) throw error
    return freshOf((await redeem(login, current, asking, call)).answer)
  }
}

const freshOf = ({ access_token, expires_in }: TokenAnswer): Fresh => ({ token: access_token, expiresInSeconds: expires_in })

async function redeem(
  login: LoginOptions,
  held: Held | null,
  { tenantId, resource }: Asking,
  call: CallOptions,
): Promise<{ answer: TokenAnswer; claims: Claims }> {
  if (!held) throw failed('not_connected', 'No integration account has signed in for this partner')
  const grant = { grant_type: 'refresh_token', refresh_token: held.refreshToken, scope: `${resource}/.default offline_access` } as const
  const answer = await askForToken(login, tenantId, grant, call)
  return { answer, claims: checkClaims(answer.access_token, { tenantId, resource, objectId: held.objectId }) }
}

/** What refuses the account in the partner's own tenant (MFA, Conditional Access, consent) is no matter of the customer asked about. */
function failureOf(thrown: unknown, { partnerId, tenantId }: Asking): unknown {
  if (thrown instanceof SecretKeyMissing) return failed('secret_key_missing', thrown.message)
  const atHome = thrown instanceof MicrosoftError && thrown.kind === 'denied' && tenantId === partnerId
  return atHome ? ofWholePartner(thrown) : thrown
}

const failed = (reason: SignInCause, message: string): MicrosoftError =>
  new MicrosoftError(message, { kind: 'denied', code: reason, reason, wholePartner: concernsPartner(reason) })
