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
/** A token has 2 to 3 KB, so this is one for each of some 15,000 customers. */
const mostBytes = 40 * 1024 * 1024
/** How often those that have ended are cleared away while there is no room. */
const tidyEveryMs = 60_000

const sizeOf = (token: string, key: string): number => token.length + key.length + 200

export function createTokenCache(most = mostBytes): TokenCache {
  const known = new LRUCache<string, string>({ maxSize: most, sizeCalculation: sizeOf })
  let tidiedAt = Number.NEGATIVE_INFINITY
  /**
   * Who was asked for last makes room: customers are read in rounds, so the one asked for longest ago is needed next. The other way about,
   * a round of a few customers more than there is room for would find none of them.
   */
  const makeRoom = (bytes: number): void => {
    const isFull = () => known.calculatedSize + bytes > most
    if (isFull() && performance.now() - tidiedAt > tidyEveryMs) {
      tidiedAt = performance.now()
      known.purgeStale()
    }
    for (const newest of known.keys()) {
      if (!isFull()) return
      known.delete(newest)
    }
  }
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
          if (asking.get(key) === promise) {
            makeRoom(sizeOf(fresh, key))
            known.set(key, fresh, { ttl: Math.max(1, seconds * 1000) })
          }
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
