// PostgreSQL's texts cannot hold the null character, and nobody types one: a request that brings it is refused as a whole. Entered by mount.ts.
import type { FastifyRequest } from 'fastify'
import { AppError } from '../base/errors.ts'

/** In the address or anywhere in a JSON body. @throws invalid_input */
export function refuseNullCharacters({ url, body }: Pick<FastifyRequest, 'url' | 'body'>): void {
  if (url.includes('%00') || holdsNull(body))
    throw new AppError('invalid_input', { detail: 'The request holds a null character (U+0000), which no text may have. Leave it out.' })
}

/** Not by recursion: a body may be nested as deep as it is long. Signed bodies come as bytes and are their reader's. */
function holdsNull(body: unknown): boolean {
  const waiting: unknown[] = [body]
  for (let at = 0; at < waiting.length; at += 1) {
    const value = waiting[at]
    if (typeof value === 'string' && value.includes('\u0000')) return true
    if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) continue
    for (const [key, inner] of Object.entries(value)) waiting.push(key, inner)
  }
  return false
}
