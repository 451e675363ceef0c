// Makes X.509 certificates (DER) with Node's own cryptography: the authority and the certificate that sign webhooks. Entered by webhooks.ts.
import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject, randomBytes, sign } from 'node:crypto'
import { promisify } from 'node:util'

const SHA256_RSA = '1.2.840.113549.1.1.11'
const COUNTRY = '2.5.4.6'
const ORGANISATION = '2.5.4.10'
const COMMON_NAME = '2.5.4.3'

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  if (length < 128) return Buffer.concat([Buffer.from([tag, length]), content])
  const bytes = length < 256 ? [length] : [length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, 0x80 | bytes.length, ...bytes]), content])
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts)
const octets = (content: Buffer) => der(0x04, content)
const bits = (content: Buffer, unused = 0) => der(0x03, Buffer.from([unused]), content)
const yes = () => der(0x01, Buffer.from([0xff]))

function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = [first * 40 + second]
  for (const part of rest) {
    const septets = [part & 0x7f]
    for (let left = part >> 7; left > 0; left >>= 7) septets.unshift((left & 0x7f) | 0x80)
    bytes.push(...septets)
  }
  return der(0x06, Buffer.from(bytes))
}

function time(moment: number): Buffer {
  const date = new Date(moment)
  const digits = `${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`
  return date.getUTCFullYear() < 2050 ? der(0x17, Buffer.from(digits.slice(2))) : der(0x18, Buffer.from(digits))
}

function name(commonName: string): Buffer {
  const part = (type: string, value: string, tag = 0x0c) => der(0x31, sequence(objectId(type), der(tag, Buffer.from(value))))
  return sequence(part(COUNTRY, 'US', 0x13), part(ORGANISATION, 'Microsoft Corporation'), part(COMMON_NAME, commonName))
}

function keyId(key: KeyObject): Buffer {
  return createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest()
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(objectId(id), ...(critical ? [yes()] : []), octets(value))
}

type Wanted = { subject: string; key: KeyObject; issuer: string; issuerKey: KeyObject; authority: boolean; from: number; until: number }

function certificate({ subject, key, issuer, issuerKey, authority, from, until }: Wanted): Buffer {
  const publicKey = createPublicKey(key)
  const algorithm = sequence(objectId(SHA256_RSA), der(0x05))
  const serial = randomBytes(16)
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40
  const extensions = [
    extension('2.5.29.19', true, authority ? sequence(yes()) : sequence()),
    // keyCertSign and cRLSign for an authority, digitalSignature for what signs events.
    extension('2.5.29.15', true, authority ? bits(Buffer.from([0x06]), 1) : bits(Buffer.from([0x80]), 7)),
    extension('2.5.29.14', false, octets(keyId(publicKey))),
    extension('2.5.29.35', false, sequence(der(0x80, keyId(createPublicKey(issuerKey))))),
  ]
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    algorithm,
    name(issuer),
    sequence(time(from), time(until)),
    name(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  )
  return sequence(body, algorithm, bits(sign('sha256', body, issuerKey)))
}

/** In base64, so that a restart can go on with it: certificates in DER, the leaf's key in PKCS#8. */
export type Chain = { authority: string; leaf: string; key: string }

/** An authority and one certificate under it, both of Microsoft Corporation, good for twenty years. */
export async function createChain(from: number): Promise<Chain> {
  const until = from + 20 * 365 * 86_400_000
  const make = promisify(generateKeyPair)
  const [root, leaf] = await Promise.all([make('rsa', { modulusLength: 2048 }), make('rsa', { modulusLength: 2048 })])
  const issuer = 'Simulated Microsoft Root Certificate Authority'
  const common = { issuer, issuerKey: root.privateKey, from, until }
  const subject = 'pcnotifications-dispatch.microsoft.com'
  return {
    authority: certificate({ ...common, subject: issuer, key: root.privateKey, authority: true }).toString('base64'),
    leaf: certificate({ ...common, subject, key: leaf.privateKey, authority: false }).toString('base64'),
    key: leaf.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  }
}

export function privateKeyOf(chain: Chain): KeyObject {
  return createPrivateKey({ key: Buffer.from(chain.key, 'base64'), format: 'der', type: 'pkcs8' })
}
