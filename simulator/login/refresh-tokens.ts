// Grants and refresh tokens given without a browser, as if the account had signed in interactively. Entered by sign-in.ts and control/.
import type { Account } from '../world/accounts.ts'
import type { LoginParts } from './login-parts.ts'
import type { Scopes } from './resources.ts'

export async function grantTo(
  { provider, resources }: Pick<LoginParts, 'provider' | 'resources'>,
  account: Account,
  clientId: string,
  scopes: Pick<Scopes, 'oidc'>,
): Promise<string> {
  const grant = new provider.Grant({ accountId: account.oid, clientId })
  grant.addOIDCScope(['openid', ...scopes.oidc].join(' '))
  for (const resource of resources.all) {
    grant.addResourceScope(
      resource,
      [...resources.permissions(resource), '.default'].map((permission) => `${resource}/${permission}`).join(' '),
    )
  }
  return grant.save()
}

/** The refresh token a sign-in with `openid profile offline_access {Graph}/.default` would have brought. */
export async function mintRefreshToken(parts: LoginParts, account: Account, amr: readonly string[]): Promise<string> {
  const { provider, resources, client } = parts
  const registered = await provider.Client.find(client.clientId)
  if (!registered) throw new Error('The registered application is missing.')
  const scopes = resources.parse('openid profile offline_access https://graph.microsoft.com/.default')
  const token = new provider.RefreshToken({
    accountId: account.oid,
    amr: [...amr],
    authTime: Math.floor(Date.now() / 1000),
    client: registered,
    grantId: await grantTo(parts, account, client.clientId, scopes),
    gty: 'authorization_code',
    resource: [...resources.all],
    scope: [...scopes.oidc, ...scopes.permissions.map((permission) => `${scopes.resource}/${permission}`)].join(' '),
  } as never)
  return token.save()
}
