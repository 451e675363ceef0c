// The keys under which secrets are kept in the database: from the configuration, or a file of the data folder. AES-256-GCM.
// Entered by main.ts; used by db/token-vault.ts.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The first key seals; the others still open what they have sealed, so that keys can be changed. */
export type SecretKeys = readonly { id: string; key: Buffer }[]
export type Sealed = { keyId: string; bytes: Buffer }

/** No key at all, or none that opens what is stored. Its message says what to do. */
export class SecretKeyMissing extends Error {}

const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16

/** `text`: keys of 32 bytes in base64, separated by commas, the newest first. Throws for any other. */
export function parseSecretKeys(text: string): SecretKeys {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const key = Buffer.from(part, 'base64')
      if (key.length !== keyBytes || !/^[A-Za-z0-9+/]+={0,2}$/.test(part)) throw new Error('must be 32 bytes in base64')
      // Named by what it is, so that no one has to keep a list of names.
      return { id: createHash('sha256').update(key).digest('hex').slice(0, 12), key }
    })
}

export const secretKeyFile = (dataDir: string): string => join(dataDir, 'secret-key')

/** The keys of the file in the data folder, which is made where it is not there and `create` says so. Empty without a file. */
export function secretKeysOfFolder(dataDir: string, create: boolean): SecretKeys {
  const file = secretKeyFile(dataDir)
  if (!existsSync(file)) {
    if (!create) return []
    try {
      writeFileSync(file, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
    } catch (error) {
      // Another process was first.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  chmodSync(file, 0o600)
  return parseSecretKeys(readFileSync(file, 'utf8').trim().replaceAll('\n', ','))
}

/** `bound` is not stored with it and must be given again to open: a sealed value moved to another row does not open there. */
export function seal(keys: SecretKeys, secret: string, bound: string): Sealed {
  const [newest] = keys
  if (!newest) throw noKey()
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', newest.key, nonce).setAAD(Buffer.from(`${newest.id} ${bound}`))
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return { keyId: newest.id, bytes: Buffer.concat([nonce, cipher.getAuthTag(), text]) }
}

/** Throws SecretKeyMissing where no key is the right one or the value has been altered or moved. */
export function open(keys: SecretKeys, { keyId, bytes }: Sealed, bound: string): string {
  const key = keys.find((one) => one.id === keyId)
  if (!key) throw keys.length === 0 ? noKey() : new SecretKeyMissing(`The key ${keyId} that has sealed a secret is not configured.`)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
      .setAAD(Buffer.from(`${keyId} ${bound}`))
      .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8')
  } catch (cause) {
    throw new SecretKeyMissing('A stored secret does not open: it was altered, or belongs to another row.', { cause })
  }
}

const noKey = (): SecretKeyMissing =>
  new SecretKeyMissing('Set TENANTRY_SECRET_KEY to 32 random bytes in base64 (openssl rand -base64 32), the same for every process.')
