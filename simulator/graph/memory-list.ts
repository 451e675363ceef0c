// One page of a list that fits in memory: $filter, $orderby, $skip, $top, $count, $select, and the page size of the Prefer header. Entered by the routes beside it.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { GraphProblem } from './answer.ts'
import { type Fields, parseFilter, reading } from './filter.ts'
import { selected } from './odata.ts'

type Json = Record<string, unknown>
type Query = Record<string, string | undefined>
export type ListRules = { fields: Fields; standard: number; maximum: number }
export type ListAddress = { address: string; context: string }

const KNOWN = ['filter', 'orderby', 'skip', 'top', 'count', 'select', 'expand', 'skiptoken', 'search', 'format']

/** Names of query options are free in case, and in their dollar sign. */
export function queryOf(request: FastifyRequest): Query {
  const raw = request.query as Query
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name.toLowerCase().replace(/^\$/, ''), value]))
}

function bad(message: string): never {
  throw new GraphProblem(400, 'BadRequest', message)
}

function whole(text: string | undefined, name: string, least: number): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!Number.isInteger(value) || value < least || text.trim() === '') bad(`Invalid value '${text}' for $${name} query option found.`)
  return value
}

/** odata.maxpagesize of the Prefer header; what is applied is said in the answer. */
function pageSize(request: FastifyRequest, reply: FastifyReply, { standard, maximum }: ListRules): number {
  const asked = /odata\.maxpagesize\s*=\s*(\d+)/i.exec(String(request.headers.prefer ?? ''))?.[1]
  if (asked === undefined) return standard
  const size = Math.max(1, Math.min(Number(asked), maximum))
  reply.header('preference-applied', `odata.maxpagesize=${size}`)
  return size
}

function ordered(items: readonly Json[], orderBy: string | undefined, fields: Fields): readonly Json[] {
  if (orderBy === undefined) return items
  const keys = orderBy.split(',').map((part) => {
    const [name = '', direction = 'asc', ...rest] = part.trim().split(/\s+/)
    const field = Object.keys(fields).find((one) => one.toLowerCase() === name.toLowerCase())
    if (!field || rest.length > 0 || !/^(asc|desc)$/i.test(direction)) return bad(`The $orderby expression '${orderBy}' is not supported.`)
    return { read: reading(field), sign: direction.toLowerCase() === 'desc' ? -1 : 1 }
  })
  const rank = (value: unknown) => (value === null || value === undefined ? '' : typeof value === 'number' ? value : String(value))
  return [...items].sort((a, b) => {
    for (const { read, sign } of keys) {
      const [x, y] = [rank(read(a)), rank(read(b))]
      if (x !== y) return (x < y ? -1 : 1) * sign
    }
    return 0
  })
}

export function answerList(
  turn: { request: FastifyRequest; reply: FastifyReply },
  items: readonly Json[],
  rules: ListRules,
  { address, context }: ListAddress,
): Json {
  const { request, reply } = turn
  const query = queryOf(request)
  const strange = Object.keys(query).find((name) => !KNOWN.includes(name))
  if (strange !== undefined && (request.query as Query)[`$${strange}`] !== undefined)
    bad(`The query option '$${strange}' is not supported.`)
  const filter = query.filter === undefined ? undefined : parseFilter(query.filter, rules.fields)
  const found = ordered(filter ? items.filter(filter.test) : items, query.orderby, rules.fields)
  const skip = whole(query.skip, 'skip', 0) ?? 0
  const top = whole(query.top, 'top', 1)
  if (top !== undefined && top > rules.maximum) bad(`The limit of '${rules.maximum}' for $top query has been exceeded.`)
  // With $top as without it Graph gives a page and the way on.
  const size = Math.min(top ?? Number.POSITIVE_INFINITY, pageSize(request, reply, { ...rules, standard: top ?? rules.standard }))
  const last = skip + size
  const select = query.select?.split(',').map((name) => name.trim())
  return {
    '@odata.context': context,
    ...(query.count?.toLowerCase() === 'true' ? { '@odata.count': found.length } : {}),
    ...(last < found.length ? { '@odata.nextLink': nextLink(address, request.query as Query, last) } : {}),
    value: found.slice(skip, last).map((item) => selected(item, select)),
  }
}

function nextLink(address: string, raw: Query, skip: number): string {
  const rest = Object.entries(raw).filter((entry): entry is [string, string] => !/^\$?skip$/i.test(entry[0]) && entry[1] !== undefined)
  return `${address}?${[...rest.map(([name, value]) => `${name}=${encodeURIComponent(value)}`), `$skip=${skip}`].join('&')}`
}
