// Proves that an event came from Partner Center: an RSA signature over the body as it arrived, by a certificate of Microsoft Corporation that
// is fetched from Microsoft and whose chain ends in an authority we trust. Entered by the action that receives events.
// https://learn.microsoft.com/partner-center/developer/partner-center-webhooks#how-to-authenticate-a-callback
import { verify, X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import { LRUCache } from 'lru-cache'
import type { Http } from '../http.ts'
import { MicrosoftError } from '../microsoft-error.ts'
import { certificateAddress, issuerAddress, refused } from './webhook-addresses.ts'

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
  const known = new LRUCache<string, X509Certificate>({ max: 20, ttl: 6 * 3600_000 })
  // A call with a certificate that nobody vouches for must not make us fetch and parse again and again.
  const unfit = new LRUCache<string, MicrosoftError>({ max: 100, ttl: 60_000 })
  const fetched = async (url: string): Promise<X509Certificate> => certificateOf((await http.send({ ...patience, url, bytes: true })).data)
  const trusted = async (address: string): Promise<X509Certificate> => {
    const leaf = await fetched(address)
    if (!/^O=Microsoft Corporation$/m.test(leaf.subject)) throw refused(`The certificate is of ${leaf.subject.replaceAll('\n', ', ')}`)
    await followChain(leaf, { roots, fetched, now: now() })
    return leaf
  }
  const leafOf = async (address: string): Promise<X509Certificate> => {
    const before = known.get(address)
    if (before && isValid(before, now())) return before
    const refusal = unfit.get(address)
    if (refusal) throw refusal
    try {
      const leaf = await trusted(address)
      known.set(address, leaf)
      return leaf
    } catch (error) {
      // Not where Microsoft could not be reached: that may be over at the next event.
      if (error instanceof MicrosoftError && error.kind !== 'broken' && error.kind !== 'throttled') unfit.set(address, error)
      throw error
    }
  }
  return async ({ headers, body }) => {
    if (body.length > largestBody) throw refused('The body is too large')
    const algorithm = headerOf(headers, 'x-ms-signature-algorithm')
    if (algorithm !== null && algorithm.toLowerCase() !== 'rsa-sha256') throw refused(`The algorithm ${algorithm} is none we know`)
    const signature = /^Signature\s+([A-Za-z0-9+/=]{100,2000})$/i.exec(
      headerOf(headers, 'x-ms-signature') ?? headerOf(headers, 'authorization') ?? '',
    )?.[1]
    if (!signature) throw refused('There is no signature')
    const leaf = await leafOf(certificateAddress(headerOf(headers, 'x-ms-certificate-url'), trust.partnerCenterUrl))
    if (!verify('sha256', Buffer.from(body, 'utf8'), leaf.publicKey, Buffer.from(signature, 'base64')))
      throw refused('The signature does not fit the body')
  }
}

function headerOf(headers: SignedCall['headers'], name: string): string | null {
  const value = headers[name]
  return typeof value === 'string' ? value : null
}

type Chain = { roots: readonly string[]; fetched: (url: string) => Promise<X509Certificate>; now: Date }

/** Up to an authority we trust; where a certificate in between was not sent, it is fetched from where the one below says it lies. */
async function followChain(leaf: X509Certificate, { roots, fetched, now }: Chain): Promise<void> {
  let below = leaf
  for (let length = 0; length < longestChain; length += 1) {
    if (!isValid(below, now)) throw refused('A certificate of the chain is not valid now')
    if (roots.some((pem) => signs(new X509Certificate(pem), below))) return
    const address = issuerAddress(below.infoAccess)
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

function certificateOf(data: unknown): X509Certificate {
  if (!Buffer.isBuffer(data) || data.length > largestCertificate) throw refused('What came is no certificate')
  try {
    return new X509Certificate(data)
  } catch {
    throw refused('What came is no certificate')
  }
}
