// Graph's $batch: up to twenty requests of one tenant in one, each answered by itself and in no order. Entered by routes.ts.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { callerOf, GraphProblem } from './answer.ts'
import { objectOf } from './relationship-body.ts'

type Part = { id: string; method: string; url: string; headers: Record<string, string>; body: unknown; dependsOn: string[] }
type Answer = { id: string; status: number; headers: Record<string, string>; body?: unknown }

const MOST = 20
const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE']

function bad(message: string): never {
  throw new GraphProblem(400, 'BadRequest', message)
}

function partsOf(body: unknown): Part[] {
  const { requests } = objectOf(body)
  if (!Array.isArray(requests) || requests.length === 0) return bad('Invalid batch payload format.')
  if (requests.length > MOST) bad(`Number of batch request steps exceeds the maximum value of ${MOST}.`)
  const parts = requests.map((one): Part => {
    const { id, method, url, headers, body: sent, dependsOn } = objectOf(one, 'A batch request')
    if (typeof id !== 'string' || id === '' || typeof url !== 'string' || !METHODS.includes(String(method).toUpperCase()))
      return bad('A batch request needs id, method and url.')
    if (/^https?:/i.test(url)) bad(`The URL '${url}' of a batch request must be relative.`)
    return {
      id,
      method: String(method).toUpperCase(),
      url: url.startsWith('/') ? url : `/${url}`,
      headers: Object.fromEntries(
        Object.entries((headers ?? {}) as Record<string, unknown>).map(([name, value]) => [name.toLowerCase(), String(value)]),
      ),
      body: sent,
      dependsOn: Array.isArray(dependsOn) ? dependsOn.map(String) : [],
    }
  })
  const ids = new Set(parts.map((part) => part.id))
  if (ids.size < parts.length) bad('Every request in a batch must have an id of its own.')
  for (const part of parts)
    if (part.dependsOn.some((id) => !ids.has(id) || id === part.id))
      bad(`The request '${part.id}' depends on a request that is not in the batch.`)
  return parts
}

async function perform(app: FastifyInstance, outer: FastifyRequest, part: Part): Promise<Answer> {
  if (part.body !== undefined && part.method !== 'GET' && !part.headers['content-type'])
    return {
      id: part.id,
      status: 400,
      headers: {},
      body: { error: { code: 'BadRequest', message: 'A batch request with a body needs a Content-Type header.' } },
    }
  const response = await app.inject({
    method: part.method as 'GET',
    url: `/v1.0${part.url}`,
    headers: { ...part.headers, authorization: outer.headers.authorization ?? '' },
    ...(part.body === undefined ? {} : { payload: typeof part.body === 'string' ? part.body : JSON.stringify(part.body) }),
  })
  const type = String(response.headers['content-type'] ?? '')
  const kept = Object.entries(response.headers).filter(([name]) =>
    /^(content-type|location|retry-after|etag|cache-control|x-ms-|preference)/i.test(name),
  )
  const headers = Object.fromEntries(kept.map(([name, value]) => [name, String(value)]))
  if (response.rawPayload.length === 0) return { id: part.id, status: response.statusCode, headers }
  const body = type.includes('json') ? response.json<unknown>() : response.rawPayload.toString('base64')
  return { id: part.id, status: response.statusCode, headers, body }
}

async function performAll(app: FastifyInstance, outer: FastifyRequest, parts: readonly Part[]): Promise<Answer[]> {
  const done = new Map<string, Answer>()
  let waiting = [...parts]
  while (waiting.length > 0) {
    const ready = waiting.filter((part) => part.dependsOn.every((id) => done.has(id)))
    if (ready.length === 0) bad('The requests of the batch depend on each other in a circle.')
    waiting = waiting.filter((part) => !ready.includes(part))
    const answers = ready.map((part): Promise<Answer> => {
      const failed = part.dependsOn.some((id) => (done.get(id)?.status ?? 500) >= 400)
      if (!failed) return perform(app, outer, part)
      const error = { code: 'FailedDependency', message: 'Failed dependency' }
      return Promise.resolve({ id: part.id, status: 424, headers: { 'content-type': 'application/json' }, body: { error } })
    })
    for (const answer of await Promise.all(answers)) done.set(answer.id, answer)
  }
  // In no order: whoever reads the answers has to go by their ids.
  return [...done.values()].reverse()
}

export function registerBatch(app: FastifyInstance, parts: ApiParts): void {
  app.post('/v1.0/$batch', { bodyLimit: 4 * 1_048_576, config: { resource: 'batch' } }, async (request) => {
    callerOf(request, parts)
    return { responses: await performAll(app, request, partsOf(request.body)) }
  })
}
