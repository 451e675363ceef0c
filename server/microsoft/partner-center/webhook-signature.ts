// Proves that an event came from Partner Center: an RSA signature over the body as it arrived, by a certificate of Microsoft Corporation that
// is fetched from Microsoft and whose chain ends in an authority we trust. Entered by the action that receives events.
// https://learn.microsoft.com/partner-center/developer/partner-center-webhooks#how-to-authenticate-a-callback
import { verify, X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import { LRUCache } from 'lru-cache'
import { type Http, isLoopback } from '../http.ts'
import { MicrosoftError } from '../microsoft-error.ts'

export type WebhookTrust = {
  /** The address of Partner Center; where that is this machine (a simulated cloud), certificates may come from it too. */
  partnerCenterUrl: string
  /** One more authority besides the public ones, as PEM; for a simulated cloud. */
  authority?: string | undefined
}

export type SignedCall = { headers: Readonly<Record<string, string | string[] | undefined>>; body: string }

export type VerifySignature = (call: SignedCall) => Promise<void>

const largestBody = 64 * 1024
const largestCertificate = 16 * 1024
/** Leaf, issuing authority, and one or two above it. */
const longestChain = 4
const patience = { patienceMs: 10_000 }

/** Throws MicrosoftError `invalid` with code `webhook_signature` where anything about the call is not as it must be. */
export function createVerifySignature(http: Http, trust: WebhookTrust, now: () => Date = () => new Date()): VerifySignature {
  const roots = [...(trust.authority ? [trust.authority] : []), ...rootCertificates]
  // A call with a certificate that nobody vouches for must not make us fetch and parse again and again.
  const known = new LRUCache<string, X509Certificate>({ max: 20, ttl: 6 * 3600_000 })
  const fetched = async (url: string): Promise<X509Certificate> => certificateOf((await http.send({ ...patience, url, bytes: true })).data)
  const leafOf = async (address: string): Promise<X509Certificate> => {
    const before = known.get(address)
    if (before && isValid(before, now())) return before
    const leaf = await fetched(address)
    if (!/^O=Microsoft Corporation$/m.test(leaf.subject)) throw refused(`The certificate is of ${leaf.subject.replaceAll('\n', ', ')}`)
    await followChain(leaf, { roots, fetched, now: now() })
    known.set(address, leaf)
    return leaf
  }
  return async ({ headers, body }) => {
    if (body.length > largestBody) throw refused('The body is too large')
    const algorithm = headerOf(headers, 'x-ms-signature-algorithm')
    if (algorithm !== null && algorithm.toLowerCase() !== 'rsa-sha256') throw refused(`The algorithm ${algorithm} is none we know`)
    const signature = /^Signature\s+([A-Za-z0-9+/=]{100,2000})$/i.exec(
      headerOf(headers, 'x-ms-signature') ?? headerOf(headers, 'authorization') ?? '',
    )?.[1]
    if (!signature) throw refused('There is no signature')
    const leaf = await leafOf(certificateAddress(headerOf(headers, 'x-ms-certificate-url'), trust))
    if (!verify('sha256', Buffer.from(body, 'utf8'), leaf.publicKey, Buffer.from(signature, 'base64')))
      throw refused('The signature does not fit the body')
  }
}

function headerOf(headers: SignedCall['headers'], name: string): string | null {
  const value = headers[name]
  return typeof value === 'string' ? value : null
}

/** Only Microsoft is asked: otherwise anybody could bring a certificate along, and make us call any address. */
function certificateAddress(sent: string | null, { partnerCenterUrl }: WebhookTrust): string {
  const url = sent === null ? null : URL.parse(sent)
  if (!url || url.username || url.password) throw refused('There is no address of a certificate')
  const ours = new URL(partnerCenterUrl)
  if (isLoopback(ours) && url.origin === ours.origin) return url.href
  const isMicrosoft = /(^|\.)(microsoft\.com|microsoft\.us|partnercenterapi\.microsoftonline\.cn)$/i.test(url.hostname)
  if (url.protocol === 'https:' && url.port === '' && isMicrosoft) return url.href
  throw refused(`${url.origin} is not Microsoft`)
}

type Chain = { roots: readonly string[]; fetched: (url: string) => Promise<X509Certificate>; now: Date }

/** Up to an authority we trust; where a certificate in between was not sent, it is fetched from where the one below says it lies. */
async function followChain(leaf: X509Certificate, { roots, fetched, now }: Chain): Promise<void> {
  let below = leaf
  for (let length = 0; length < longestChain; length += 1) {
    if (!isValid(below, now)) throw refused('A certificate of the chain is not valid now')
    if (roots.some((pem) => signs(new X509Certificate(pem), below))) return
    const address = issuerAddress(below)
    if (!address) break
    const above = await fetched(address)
    if (!above.ca || !signs(above, below)) throw refused('The chain of the certificate is broken')
    below = above
  }
  throw refused('No authority we trust vouches for the certificate')
}

const signs = (authority: X509Certificate, below: X509Certificate): boolean =>
  below.checkIssued(authority) && below.verify(authority.publicKey)
const isValid = (certificate: X509Certificate, now: Date): boolean => certificate.validFromDate <= now && now <= certificate.validToDate

/** Only https: http.ts refuses the rest, and what lies there proves itself by its signature. */
function issuerAddress({ infoAccess }: X509Certificate): string | null {
  const sent = /CA Issuers - URI:"?(https?:\/\/[^"\s]+)/.exec(infoAccess ?? '')?.[1]
  return sent?.replace(/^http:/, 'https:') ?? null
}

function certificateOf(data: unknown): X509Certificate {
  if (!Buffer.isBuffer(data) || data.length > largestCertificate) throw refused('What came is no certificate')
  try {
    return new X509Certificate(data)
  } catch {
    throw refused('What came is no certificate')
  }
}

const refused = (message: string): MicrosoftError => new MicrosoftError(message, { kind: 'invalid', code: 'webhook_signature' })
