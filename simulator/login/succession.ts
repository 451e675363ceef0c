// Refresh tokens that follow each other: each redemption hands out a new one and the old ones stay good, as with Entra. A successor is
// signed and not stored, so that a hundred thousand redemptions an hour cost no memory. Entered by adapter.ts and routes.ts.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

export type Succession = {
  /** A new token of the same line, issued now. */
  next(token: string): string
  /** The first token of the line and the date of this one; undefined for a first one. */
  read(token: string): { first: string; issuedAtWorld: number } | undefined
}

export function createSuccession(secret: string, now: () => number): Succession {
  const seal = (text: string) => createHmac('sha256', secret).update(text).digest('base64url')
  const read: Succession['read'] = (token) => {
    const [first = '', date = '', salt = '', given = '', ...rest] = token.split('.')
    if (!given || rest.length > 0) return undefined
    const expected = Buffer.from(seal(`${first}.${date}.${salt}`))
    const presented = Buffer.from(given)
    if (presented.length !== expected.length || !timingSafeEqual(presented, expected)) return undefined
    return { first, issuedAtWorld: Number.parseInt(date, 36) }
  }
  return {
    read,
    next: (token) => {
      const first = read(token)?.first ?? token
      const body = `${first}.${now().toString(36)}.${randomBytes(9).toString('base64url')}`
      return `${body}.${seal(body)}`
    },
  }
}
