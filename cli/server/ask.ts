// Asks the server one thing, typed by the contract, and turns every way this can fail into a sentence. The only file that talks to the
// network. Entered by the commands.
import { z } from 'zod'
import { Problem } from '../../contract/problem.ts'
import type { RouteContract } from '../../contract/route.ts'
import { CannotAsk, exitCodes } from '../surroundings.ts'
import { printable } from '../texts/printable.ts'
import type { Server } from './find-server.ts'

/** Every check may take its twenty seconds. */
const longestSeconds = 300
const largestBytes = 4 * 1024 * 1024

type Answered<R extends RouteContract> = R['response'] extends z.ZodType ? z.output<R['response']> : null

export async function ask<R extends RouteContract>(server: Server, route: R, body?: object, signal?: AbortSignal): Promise<Answered<R>> {
  const { url } = server
  const limit = AbortSignal.timeout(longestSeconds * 1000)
  const { status, headers, text } = await exchange(server, route, body, signal ? AbortSignal.any([limit, signal]) : limit)
  const data = parsed(text)
  if (status < 200 || status >= 300) throw refusal(url, { status, headers, data })
  const read = route.response?.safeParse(data)
  if (!read?.success) throw new CannotAsk('ask.notTenantry', { url })
  return read.data as Answered<R>
}

async function exchange({ url, token, partnerId }: Server, { method, path }: RouteContract, body: object | undefined, signal: AbortSignal) {
  try {
    const response = await fetch(`${url}${path}`, {
      method,
      // A redirect could carry the token elsewhere; the API sends none.
      redirect: 'manual',
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        ...(partnerId && { 'x-tenantry-partner': partnerId }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal,
    })
    return { status: response.status, headers: response.headers, text: await bounded(response, url) }
  } catch (error) {
    if (error instanceof CannotAsk) throw error
    const { name, code } = rootOf(error)
    if (name === 'TimeoutError') throw new CannotAsk('ask.late', { url, seconds: longestSeconds })
    if (name === 'AbortError') throw error
    throw new CannotAsk('ask.unreachable', { url, reason: code })
  }
}

async function bounded(response: Response, url: string): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > largestBytes) throw new CannotAsk('ask.notTenantry', { url })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function rootOf(error: unknown): { name: string; code: string } {
  const outer = error instanceof Error ? error : new Error('unknown')
  const inner = outer.cause instanceof Error ? outer.cause : outer
  const code = 'code' in inner && typeof inner.code === 'string' ? inner.code : inner.name
  return { name: outer.name, code }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function refusal(url: string, { status, headers, data }: { status: number; headers: Headers; data: unknown }): CannotAsk {
  const problem = Problem.safeParse(data)
  if (!problem.success) return new CannotAsk('ask.notTenantry', { url })
  const { code, context, detail, fields, requestId, title } = problem.data
  if (status === 401) return new CannotAsk('ask.token')
  if (status === 403) return new CannotAsk('ask.forbidden')
  const unknown = z.object({ tenantIds: z.array(z.string()) }).safeParse(context).data?.tenantIds
  if (code === 'not_found' && unknown) return new CannotAsk('ask.unknownTenant', { tenantIds: unknown.join(', ') }, exitCodes.failed)
  if (status === 404) return new CannotAsk('ask.notTenantry', { url })
  if (status === 429) return new CannotAsk('ask.tooOften', { seconds: headers.get('retry-after') ?? 60 })
  if (code === 'no_partner') return new CannotAsk('ask.noPartner')
  if (code === 'not_ready') return new CannotAsk('ask.notReady')
  if (status === 400) {
    const said = fields?.map(({ path, message }) => `${path}: ${message}`).join('; ')
    return new CannotAsk('ask.invalid', { detail: printable(said || detail || title) })
  }
  return new CannotAsk('ask.failed', { status, reference: printable(requestId) })
}
