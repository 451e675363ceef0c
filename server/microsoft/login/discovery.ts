// Where Entra ID's endpoints are and how it writes its issuer, from its discovery document. Entered by sign-in.ts and integration-sign-in.ts.
// https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc
import { z } from 'zod'
import { type CallOptions, type Http, type JsonAnswer, sameHostLink } from '../http.ts'
import { MicrosoftError } from '../microsoft-error.ts'
import { refusalFrom } from './token-endpoint.ts'

const DiscoveryDocument = z.object({
  /** For `common` a template: `https://login.microsoftonline.com/{tenantid}/v2.0`. */
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
})
export type Discovered = z.infer<typeof DiscoveryDocument>

const keepMs = 60 * 60 * 1000

/** Reads the document of `common` or of one tenant, keeps it for an hour and refuses endpoints on another host. */
export function createDiscovery(http: Http, loginUrl: string, tenant = 'common'): () => Promise<Discovered> {
  let known: { at: number; document: Promise<Discovered> } | null = null
  return () => {
    if (known && Date.now() - known.at < keepMs) return known.document
    const document = read(http, loginUrl, tenant)
    const mine = { at: Date.now(), document }
    known = mine
    document.catch(() => {
      if (known === mine) known = null
    })
    return document
  }
}

export const documentUrl = (loginUrl: string, tenant: string): string =>
  `${loginUrl}/${encodeURIComponent(tenant)}/v2.0/.well-known/openid-configuration`

/** A refusal says what is wrong as the token endpoint does: AADSTS90002 for a tenant that is not there. */
export async function askForDocument(http: Http, url: string, call: CallOptions = {}): Promise<JsonAnswer> {
  const answer = await http.send({ ...call, url, acceptRefusals: true })
  if (answer.status >= 400) throw refusalFrom(answer)
  return answer
}

async function read(http: Http, loginUrl: string, tenant: string): Promise<Discovered> {
  const url = documentUrl(loginUrl, tenant)
  const parsed = DiscoveryDocument.safeParse((await askForDocument(http, url, { patienceMs: 15_000 })).data)
  if (!parsed.success)
    throw new MicrosoftError('The discovery document of the sign-in service is not as documented', { kind: 'invalid', code: 'discovery' })
  const found = parsed.data
  return {
    issuer: found.issuer,
    authorization_endpoint: sameHostLink(found.authorization_endpoint, url),
    token_endpoint: sameHostLink(found.token_endpoint, url),
    jwks_uri: sameHostLink(found.jwks_uri, url),
  }
}

/** The issuer that tokens of one tenant must name. */
export const issuerOf = (template: string, tenantId: string): string => template.replace(/\{tenantid\}/i, tenantId)

/** Whether the issuer is the template's for some tenant. */
export function isIssuerOfTemplate(template: string, issuer: string): boolean {
  const tenantId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i.exec(issuer)?.[0]
  return issuer === (tenantId ? issuerOf(template, tenantId) : template)
}
