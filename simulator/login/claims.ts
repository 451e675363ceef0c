// What tokens say about a person: the claims of Entra's v2 ID tokens and access tokens. Entered by provider.ts.
import { createHash, randomBytes } from 'node:crypto'
import type { Account } from '../world/accounts.ts'
import { guidFor } from '../world/random.ts'

const MOST_GROUPS = 200

/** Which claims each scope releases; the provider leaves out every other. */
export const CLAIMS_BY_SCOPE = {
  openid: ['sub', 'tid', 'oid', 'sid', 'uti', 'ver', 'rh', 'nbf', 'aio', 'wids', 'groups'],
  profile: ['name', 'preferred_username'],
  email: ['email'],
}

/** The subject is pairwise: another one for each application. */
export function pairwiseSubject(oid: string, audience: string): string {
  return createHash('sha256').update(`${audience}|${oid}`).digest('base64url')
}

/** `groupsClaim`: whether the registration asks for directory roles and groups. */
export function idTokenClaims(account: Account, groupsClaim: boolean): Record<string, unknown> & { sub: string } {
  const now = Math.floor(Date.now() / 1000)
  return {
    sub: account.oid,
    tid: account.tenantId,
    oid: account.oid,
    sid: guidFor('session', account.oid),
    uti: randomBytes(12).toString('base64url'),
    ver: '2.0',
    rh: '0.',
    aio: randomBytes(16).toString('base64'),
    nbf: now,
    name: account.name,
    preferred_username: account.username,
    email: account.username,
    ...(account.personal || !groupsClaim
      ? {}
      : { wids: [...account.wids, 'b79fbf4d-3ef9-4689-8143-76b194e85509'], ...groupClaims(account) }),
  }
}

/** More than 200 groups do not fit a token: it then says only where they can be asked for. */
function groupClaims(account: Account): Record<string, unknown> {
  if (account.groups.length === 0) return {}
  if (account.groups.length <= MOST_GROUPS) return { groups: account.groups.map((group) => group.id) }
  return {
    _claim_names: { groups: 'src1' },
    _claim_sources: { src1: { endpoint: `https://graph.microsoft.com/v1.0/users/${account.oid}/getMemberObjects` } },
  }
}

export type AccessFacts = {
  origin: string
  tenantId: string
  clientId: string
  audience: string
  account: Account | undefined
  permissions: readonly string[]
  appRoles: readonly string[]
  servicePrincipal: string
  /** How the person proved who it is. */
  methods: readonly string[]
  /** Role templates held in the token's tenant. */
  roles: readonly string[]
}

export function accessTokenClaims(facts: AccessFacts, times: { iat: number; exp: number }): Record<string, unknown> {
  const { account } = facts
  const common = {
    aud: facts.audience,
    iss: `${facts.origin}/${facts.tenantId}/v2.0`,
    iat: times.iat,
    nbf: times.iat,
    exp: times.exp,
    app_displayname: 'Registered application',
    appid: facts.clientId,
    appidacr: '1',
    tid: facts.tenantId,
    uti: randomBytes(12).toString('base64url'),
    ver: '1.0',
  }
  if (!account) {
    return {
      ...common,
      idtyp: 'app',
      oid: facts.servicePrincipal,
      sub: facts.servicePrincipal,
      ...(facts.appRoles.length > 0 ? { roles: facts.appRoles } : {}),
    }
  }
  return {
    ...common,
    idtyp: 'user',
    oid: account.oid,
    sub: pairwiseSubject(account.oid, facts.audience),
    name: account.name,
    given_name: account.givenName,
    family_name: account.surname,
    upn: account.username,
    unique_name: account.username,
    amr: facts.methods,
    scp: facts.permissions.join(' '),
    wids: facts.roles,
    // Someone from another organisation: a partner's user in a customer's tenant.
    ...(account.tenantId === facts.tenantId ? {} : { idp: `https://sts.windows.net/${account.tenantId}/` }),
  }
}
