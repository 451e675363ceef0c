// Seals the addresses and secrets of webhooks for the database and opens them again, bound to their channel and use.
import { open, type SecretKeys, seal } from '../../../base/secret-keys.ts'
import type { StoredSecret } from '../../../db/tables/notifications.ts'

export type SecretUse = { channelId: string; use: 'url' | 'secret' }

const boundTo = ({ channelId, use }: SecretUse): string => `notice_channels ${channelId} ${use}`

export function sealed(keys: SecretKeys, text: string, use: SecretUse): string {
  const { keyId, bytes } = seal(keys, text, boundTo(use))
  return JSON.stringify({ keyId, bytes: bytes.toString('base64') } satisfies StoredSecret)
}

/** Throws SecretKeyMissing where the key is not configured any more. */
export function opened(keys: SecretKeys, { keyId, bytes }: StoredSecret, use: SecretUse): string {
  return open(keys, { keyId, bytes: Buffer.from(bytes, 'base64') }, boundTo(use))
}
