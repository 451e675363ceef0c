// Access tokens kept until shortly before they end: bounded in bytes, and asked for once for all who wait. Entered by app-token.ts and user-token.ts.
import { LRUCache } from 'lru-cache'

export type Fresh = { token: string; expiresInSeconds: number }

export type TokenCache = {
  /** The kept token, or what `ask` brings. What `ask` throws reaches everyone who waits, and is not remembered. */
  of(key: string, ask: () => Promise<Fresh>): Promise<string>
  drop(key: string): void
  /** Forgets every token whose key begins so. */
  dropAll(beginning: string): void
}

/** A token is renewed this long before it ends, so that none ends on its way. */
const marginSeconds = 300
/** A token has about 2 KB, so this is one for each of some 10,000 customers. */
const mostBytes = 24 * 1024 * 1024

export function createTokenCache(): TokenCache {
  const known = new LRUCache<string, string>({ maxSize: mostBytes, sizeCalculation: (token, key) => token.length + key.length + 200 })
  const asking = new Map<string, Promise<string>>()
  return {
    of(key, ask) {
      const token = known.get(key)
      if (token) return Promise.resolve(token)
      const pending = asking.get(key)
      if (pending) return pending
      const promise = ask()
        .then(({ token: fresh, expiresInSeconds }) => {
          const seconds = expiresInSeconds > 2 * marginSeconds ? expiresInSeconds - marginSeconds : expiresInSeconds / 2
          // Dropped while it was under way: whoever waits may try it, but it is not kept.
          if (asking.get(key) === promise) known.set(key, fresh, { ttl: Math.max(1, seconds * 1000) })
          return fresh
        })
        .finally(() => {
          if (asking.get(key) === promise) asking.delete(key)
        })
      asking.set(key, promise)
      return promise
    },
    drop: (key) => void known.delete(key),
    dropAll(beginning) {
      for (const key of [...known.keys()]) if (key.startsWith(beginning)) known.delete(key)
      for (const key of [...asking.keys()]) if (key.startsWith(beginning)) asking.delete(key)
    },
  }
}
