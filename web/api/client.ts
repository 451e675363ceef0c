// The one door to our API: typed by the contract, adds the CSRF header, turns failures into ApiProblem. Entered by every *.data.ts.
import type { z } from 'zod'
import type { Problem, ProblemCode } from '../../contract/problem.ts'
import type { RouteContract } from '../../contract/route.ts'
import { noteAnswer } from './connection.ts'

type Part<R, K extends string> = R extends Record<K, infer S extends z.ZodType> ? z.input<S> : undefined
type Answer<R extends RouteContract> = R['response'] extends z.ZodType ? z.output<R['response']> : undefined
type Needed<K extends string, V> = undefined extends V ? { [key in K]?: V } : { [key in K]: V }

export type CallOptions<R extends RouteContract> = Needed<'params', Part<R, 'params'>> &
  Needed<'body', Part<R, 'body'>> & { query?: Part<R, 'query'>; signal?: AbortSignal }

/** A failure the product can explain. `code` is the server's, or `unreachable` where no answer came. */
export class ApiProblem extends Error {
  readonly code: ProblemCode | 'unreachable'
  readonly problem: Problem | undefined
  constructor(code: ProblemCode | 'unreachable', problem?: Problem) {
    super(problem?.detail ?? problem?.title ?? code)
    this.name = 'ApiProblem'
    this.code = code
    this.problem = problem
  }
  /** What a person quotes when asking for help. */
  get reference(): string | undefined {
    return this.problem?.requestId
  }
}

let csrfToken = ''
let accountId: string | undefined
let signedOut: () => void = () => {}
let renewSession: () => Promise<unknown> = async () => {}

/** Called by session.ts, which alone knows the session. */
export function connectSession(session: {
  csrfToken?: string
  accountId?: string
  onSignedOut?: () => void
  renew?: () => Promise<unknown>
}): void {
  csrfToken = session.csrfToken ?? csrfToken
  // The account this page was drawn for stays: if another tab switches, the server must say so.
  accountId ??= session.accountId
  signedOut = session.onSignedOut ?? signedOut
  renewSession = session.renew ?? renewSession
}

/**
 * Calls a route of the contract: `call<typeof readHome>('GET', '/api/home')`. Method and path are literals checked
 * against the contract's type, so that no validation library has to reach the browser.
 */
export async function call<R extends RouteContract>(
  method: R['method'],
  path: R['path'],
  ...[options]: Record<string, never> extends CallOptions<R> ? [options?: CallOptions<R>] : [options: CallOptions<R>]
): Promise<Answer<R>> {
  const given: Loose = options ?? {}
  const url = addressOf(path, given.params, given.query)
  const response = await send(method, url, given)
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as Answer<R>
  const failure = await problemOf(response)
  if (failure.code === 'csrf_rejected') {
    // Another tab signed in or out and the token changed: take the new one and try once more.
    await renewSession()
    const second = await send(method, url, given)
    if (second.ok) return (second.status === 204 ? undefined : await second.json()) as Answer<R>
  }
  if (failure.code === 'account_changed') location.reload()
  if (failure.code === 'not_signed_in' || failure.code === 'session_expired') signedOut()
  throw failure
}

type Loose = { params?: unknown; query?: unknown; body?: unknown; signal?: AbortSignal }

async function send(method: string, url: string, { body, signal }: Loose): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (method !== 'GET') headers['x-csrf-token'] = csrfToken
  if (accountId) headers['x-tenantry-account'] = accountId
  if (body !== undefined) headers['content-type'] = 'application/json'
  try {
    const response = await fetch(url, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal })
    noteAnswer(true)
    return response
  } catch (error) {
    if (signal?.aborted) throw error
    noteAnswer(false)
    throw new ApiProblem('unreachable')
  }
}

/** Fills `:name` parts and appends the query; empty and missing values are left out. */
export function addressOf(path: string, params?: unknown, query?: unknown): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String((params as Record<string, unknown>)?.[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  return search.size > 0 ? `${filled}?${search}` : filled
}

/** What an answer that is no success says, in the product's own codes. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  try {
    const problem = (await response.json()) as Problem
    if (typeof problem.code === 'string') return new ApiProblem(problem.code, problem)
  } catch {}
  // A proxy in between answered, not the product: nothing it says is ours to show.
  return new ApiProblem(response.status >= 500 ? 'unreachable' : 'internal')
}
