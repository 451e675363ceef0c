// The shape of one contract route: what the server must answer and what the browser may ask.
import type { z } from 'zod'
import type { Permission } from './permissions.ts'

export type RouteContract = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Fastify-style path, `:name` for parameters. */
  path: `/${string}`
  /** `public`: no session needed. `signedIn`: any account. Otherwise the right the caller's roles must hold. */
  access: 'public' | 'signedIn' | Permission
  /** `signature`: called by a machine that signs what it sends; it holds no cookie and needs no token against forgery. */
  proof?: 'signature'
  /** One sentence for the API documentation. */
  summary: string
  params?: z.ZodType
  query?: z.ZodType
  body?: z.ZodType
  /** The body of a success, or `null` where there is none (204, redirects, streams described in `summary`). */
  response: z.ZodType | null
  /** Most calls a minute from one address, where guessing or flooding would pay. */
  perMinute?: number
}

/** Declares a route with its literal types kept. */
export const route = <const R extends RouteContract>(contract: R): R => contract
