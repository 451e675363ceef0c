// Random identifiers and the hashes under which secrets are stored.
import { createHash, randomBytes, randomUUID } from 'node:crypto'

export const newId = (): string => randomUUID()

/** 256 random bits, URL-safe. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is stored of a secret: SHA-256, so that a copy of the database opens no session. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
