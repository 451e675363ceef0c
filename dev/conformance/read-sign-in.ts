// A documented answer of Entra ID, sent over HTTP to the code that asks for tokens and for its addresses. Entered by run.ts.
import { createDiscovery } from '../../server/microsoft/login/discovery.ts'
import { askForToken } from '../../server/microsoft/login/token-endpoint.ts'
import { MicrosoftError } from '../../server/microsoft/microsoft-error.ts'
import { failed, type Result } from './outcome.ts'
import { sentenceOf } from './read-answer.ts'
import type { Stage } from './stage.ts'

const loginUrl = 'https://login.microsoftonline.com'

export type SignInPlace = 'token' | 'discovery'

/** What of the sign-in service we call; null for the rest. */
export function signInPlaceOf(segments: readonly string[]): SignInPlace | null {
  const path = segments.join('/').toLowerCase()
  if (/oauth2\/(v2\.0\/)?token$/.test(path)) return 'token'
  return path.endsWith('.well-known/openid-configuration') ? 'discovery' : null
}

export async function readSignIn(
  stage: Stage,
  place: SignInPlace,
  sample: { value: unknown; kind: 'response' | 'error' },
): Promise<Result> {
  const sent = (sample.value ?? {}) as Record<string, unknown>
  try {
    if (place === 'discovery') {
      const { issuer } = await createDiscovery(stage.http, loginUrl)()
      return issuer === sent['issuer'] ? { result: 'read', records: 1, skipped: [] } : failed('the issuer is lost')
    }
    const login = { http: stage.http, loginUrl, clientId: 'id', clientSecret: 'secret' }
    const grant = { grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default' } as const
    const { access_token, refresh_token } = await askForToken(login, 'tenant', grant, { patienceMs: 0 })
    if (sample.kind === 'error') return failed('the error was read as a token')
    const whole = access_token === sent['access_token'] && refresh_token === sent['refresh_token']
    return whole ? { result: 'read', records: 1, skipped: [] } : failed('the token is lost')
  } catch (error) {
    if (sample.kind === 'response' || !(error instanceof MicrosoftError)) return failed(sentenceOf(error))
    const numbers = Array.isArray(sent['error_codes']) ? sent['error_codes'] : []
    const code = numbers.length > 0 ? `AADSTS${numbers[0]}` : null
    if (code !== null && error.code !== code) return failed(`the code ${code} became ${error.code}`)
    return error.reason === null ? failed('no cause was found that tells what to do') : { result: 'typed' }
  }
}
