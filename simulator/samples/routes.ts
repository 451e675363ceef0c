// Serves Graph and Partner Center from documented responses instead of the seeded world (`--samples DIR`). Entered by simulator.ts.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { GRAPH, PARTNER_CENTER } from '../login/resources.ts'
import { type Collection, patternOf, readSamples, type Samples, type Sent } from './read-samples.ts'

type Asked = { path: string; query: Record<string, string | undefined>; token: string | undefined }

export function registerSamples(app: FastifyInstance, directory: string, parts: ApiParts): void {
  const samples = readSamples(directory)
  for (const { file, reason } of samples.unused) process.stderr.write(`The sample ${file} is not used: ${reason}\n`)
  const serve = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const caller = parts.readToken(request.headers.authorization, [GRAPH, PARTNER_CENTER, parts.origin])
    if (typeof caller === 'string')
      return reply
        .code(401)
        .send({ error: { code: 'InvalidAuthenticationToken', message: `The access token is not accepted (${caller}).` } })
    await parts.pace.page()
    const path = (request.url.split('?')[0] ?? '').replace(/\/+$/, '')
    const header = request.headers['ms-continuationtoken']
    const body = find(
      samples,
      { path, query: request.query as Asked['query'], token: typeof header === 'string' ? header : undefined },
      parts.origin,
    )
    if (body === undefined) return reply.code(404).send({ error: { code: 'NotFound', message: `Nothing is documented for ${path}.` } })
    reply.type('application/json; charset=utf-8')
    // Partner Center opens its answers with a byte order mark.
    return reply.send(path.startsWith('/v1/') ? `\uFEFF${JSON.stringify(body)}` : JSON.stringify(body))
  }
  app.get('/v1/*', serve)
  app.get('/v1.0/tenantRelationships/*', serve)
  app.get('/v1.0/contracts', serve)
  app.get('/v1.0/contracts/:id', serve)
}

function find(samples: Samples, asked: Asked, origin: string): unknown {
  const address = patternOf(asked.path)
  const collection = samples.collections.get(address)
  if (collection) return collection.envelope === 'items' ? partnerCenterPage(collection, asked) : graphPage(collection, asked, origin)
  const document = samples.documents.get(address)
  if (document !== undefined) return document
  const cut = asked.path.lastIndexOf('/')
  const wanted = decodeURIComponent(asked.path.slice(cut + 1)).toLowerCase()
  const parent = samples.collections.get(patternOf(asked.path.slice(0, cut)))
  return parent?.single.get(wanted) ?? parent?.records.find((record) => String(record['id']).toLowerCase() === wanted)
}

const wholeOf = (text: string | undefined, otherwise: number): number =>
  text !== undefined && /^[1-9]\d*$/.test(text) ? Number(text) : otherwise

/** Seek paging: the token of the next page says where it begins. */
function partnerCenterPage({ records }: Collection, { path, query, token }: Asked): Sent {
  const matching = records.filter((record) => nameBegins(record, query['filter']))
  const size = wholeOf(query['size'], 100)
  const from = query['seekOperation'] === 'Next' && token ? Number(Buffer.from(token, 'base64').toString().replace(/\D/g, '')) : 0
  const items = matching.slice(from, from + size)
  const next = from + size < matching.length ? Buffer.from(`at ${from + size}`).toString('base64') : null
  const link = (uri: string, headers: unknown[]) => ({ uri, method: 'GET', headers })
  return {
    totalCount: items.length,
    items,
    links: {
      self: link(`${path}?size=${size}`, []),
      ...(next && { next: link(`${path}?size=${size}&seekOperation=Next`, [{ key: 'MS-ContinuationToken', value: next }]) }),
    },
    attributes: { objectType: 'Collection' },
  }
}

function nameBegins(record: Sent, filter: string | undefined): boolean {
  if (!filter) return true
  const { Field, Value } = JSON.parse(filter) as { Field?: string; Value?: string }
  const profile = record['companyProfile'] as Sent | undefined
  const text = Field === 'Domain' ? profile?.['domain'] : profile?.['companyName']
  return String(text ?? '')
    .toLowerCase()
    .startsWith(String(Value ?? '').toLowerCase())
}

function graphPage({ records }: Collection, { path, query }: Asked, origin: string): Sent {
  const matching = records.filter((record) => equals(record, query['$filter']))
  const size = wholeOf(query['$top'], 100)
  const from = Number(query['$skiptoken'] ?? 0)
  const more = from + size < matching.length
  const rest = new URLSearchParams(Object.entries(query).filter((one): one is [string, string] => one[1] !== undefined))
  rest.set('$skiptoken', String(from + size))
  return {
    '@odata.context': `https://graph.microsoft.com/v1.0/$metadata#${path.split('/').at(-1)}`,
    value: matching.slice(from, from + size),
    ...(more && { '@odata.nextLink': `${origin}${path}?${rest}` }),
  }
}

/** `customer/tenantId eq '…'`: the one kind of filter that is asked. */
function equals(record: Sent, filter: string | undefined): boolean {
  const asked = /^\s*([\w/]+)\s+eq\s+'([^']*)'\s*$/.exec(filter ?? '')
  if (!asked) return true
  const found = asked[1]?.split('/').reduce<unknown>((value, name) => (value as Sent | undefined)?.[name], record)
  return String(found ?? '').toLowerCase() === asked[2]?.toLowerCase()
}
