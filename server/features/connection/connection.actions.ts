// How this installation is connected: configuration and integration account, without any secret.
import { sql } from 'kysely'
import type { Connection } from '../../../contract/connection.ts'
import type { Scope } from '../../db/scope.ts'
import type { Services } from '../../feature.ts'
import { adminConsentAddress } from '../../microsoft/login/admin-consent.ts'
import { callbackUriOf } from './actions/connect-account.ts'

const refreshTokenDays = 90

export async function readConnection({ config, microsoft }: Services, scope: Scope): Promise<Connection> {
  const [account, consentMissing] = await Promise.all([microsoft.integration.connection(scope.partnerId), countConsentMissing(scope)])
  const { MICROSOFT_CLIENT_ID: clientId, MICROSOFT_LOGIN_URL: loginUrl, TENANTRY_BASE_URL: baseUrl } = config
  return {
    clientId,
    redirectUris: [`${baseUrl}/sign-in/callback`, callbackUriOf(config)],
    loginUrl,
    adminConsentUrl: clientId
      ? adminConsentAddress({
          loginUrl,
          tenantId: scope.partnerId,
          clientId,
          scope: `${new URL(config.MICROSOFT_GRAPH_URL).origin}/.default`,
          redirectUri: callbackUriOf(config),
        })
      : null,
    partnerId: scope.partnerId,
    account: account && {
      username: account.username,
      scopes: [...account.scopes],
      mfa: account.mfa,
      signedInAt: account.signedInAt.toISOString(),
      renewedAt: account.renewedAt.toISOString(),
      expiresAt: new Date(account.renewedAt.getTime() + refreshTokenDays * 86_400_000).toISOString(),
      failure: account.failure,
    },
    consentMissing,
  }
}

async function countConsentMissing(scope: Scope): Promise<number> {
  const { missing } = await scope.db
    .selectFrom('pulls')
    .where('partner_id', '=', scope.partnerId)
    .where('failure', 'is not', null)
    .where(sql<string>`failure->>'cause'`, 'in', ['consent_missing', 'customer_consent_missing'])
    .select((of) => of.fn.count<string>('tenant_id').distinct().as('missing'))
    .executeTakeFirstOrThrow()
  return Number(missing)
}
