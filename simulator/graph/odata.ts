// OData's query options as far as Graph supports them on these lists: $top, $skiptoken, $filter, $select, $orderby, $count. Pure.
import { createHash } from 'node:crypto'
import { GraphProblem } from './answer.ts'
import { type Fields, type Filter, parseFilter } from './filter.ts'

export type Options = {
  top: number
  after: number
  filters: { field: string; value: string }[]
  /** Where the list knows the types of its fields. */
  filter: Filter | undefined
  select: string[] | undefined
  orderBy: { field: string; descending: boolean } | undefined
  count: boolean
}
export type Allowed = { maximum: number; standard: number; filter: readonly string[]; fields?: Fields; orderBy: readonly string[] }
type Query = Record<string, string | undefined>

const bad = (message: string): never => {
  throw new GraphProblem(400, 'BadRequest', message)
}

export function readOptions(raw: Query, allowed: Allowed): Options {
  const query = Object.fromEntries(Object.entries(raw).map(([name, value]) => [name.toLowerCase().replace(/^\$/, ''), value])) as Query
  return {
    top: topOf(query.top, allowed),
    after: query.skiptoken === undefined ? -1 : positionIn(query.skiptoken, raw),
    filters: query.filter === undefined || allowed.fields ? [] : filtersOf(query.filter, allowed.filter),
    filter: query.filter !== undefined && allowed.fields ? parseFilter(query.filter, allowed.fields) : undefined,
    select: query.select
      ?.split(',')
      .map((name) => name.trim())
      .filter(Boolean),
    orderBy: orderOf(query.orderby, allowed.orderBy),
    count: query.count === 'true',
  }
}

function topOf(text: string | undefined, { maximum, standard }: Allowed): number {
  if (text === undefined) return standard
  const top = Number(text)
  if (!Number.isInteger(top) || top < 1 || top > maximum)
    bad(`Invalid page size specified: '${text}'. Must be between 1 and ${maximum} inclusive.`)
  return top
}

function filtersOf(text: string, fields: readonly string[]): Options['filters'] {
  return text.split(/\s+and\s+/i).map((part) => {
    const match = /^\(?\s*([\w/]+)\s+eq\s+(?:'((?:[^']|'')*)'|([\w-]+))\s*\)?$/i.exec(part.trim())
    const field = fields.find((name) => name.toLowerCase() === match?.[1]?.toLowerCase())
    if (!match) return bad(`Invalid filter clause: '${part}'.`)
    if (!field) return bad(`Could not find a property named '${match[1]}' that can be filtered on.`)
    return { field, value: (match[2] ?? match[3] ?? '').replaceAll("''", "'") }
  })
}

function orderOf(text: string | undefined, fields: readonly string[]): Options['orderBy'] {
  if (text === undefined) return undefined
  const [name = '', direction = 'asc'] = text.trim().split(/\s+/)
  const field = fields.find((one) => one.toLowerCase() === name.toLowerCase())
  if (!field || !/^(asc|desc)$/i.test(direction)) return bad(`The $orderby expression '${text}' is not supported.`)
  return { field, descending: direction.toLowerCase() === 'desc' }
}

/** A token belongs to the query it was given for; with another one it is refused. */
function fingerprint(raw: Query): string {
  const rest = Object.entries(raw)
    .filter(([name]) => !/^\$?skiptoken$/i.test(name))
    .map(([name, value]) => `${name}=${value}`)
    .sort()
  return createHash('sha256').update(rest.join('&')).digest('base64url').slice(0, 8)
}

export function nextLink(address: string, raw: Query, after: number): string {
  const rest = Object.entries(raw).filter((entry): entry is [string, string] => !/^\$?skiptoken$/i.test(entry[0]) && entry[1] !== undefined)
  const token = Buffer.from(`${after}:${fingerprint(raw)}`).toString('base64url')
  return `${address}?${[...rest.map(([name, value]) => `${name}=${encodeURIComponent(value)}`), `$skiptoken=${token}`].join('&')}`
}

function positionIn(token: string, raw: Query): number {
  const [after, bound] = Buffer.from(token, 'base64url').toString().split(':')
  if (!/^\d+$/.test(after ?? '') || bound !== fingerprint(raw)) bad('Invalid $skiptoken.')
  return Number(after)
}

/** Keeps what was selected; annotations and the key stay. */
export function selected(item: Record<string, unknown>, select: string[] | undefined): Record<string, unknown> {
  if (!select || select.includes('*')) return item
  return Object.fromEntries(Object.entries(item).filter(([name]) => name.startsWith('@') || name === 'id' || select.includes(name)))
}

export type Source<T> = {
  /** The item at a place, or undefined where nobody is (any more) or the filter says no. */
  at(place: number): T | undefined
  /** The next place worth looking at; without it simply the next. */
  following?: (place: number) => number
  /** One more than the last place. */
  places: number
  /** For $orderby; without it the places' own order. */
  sorted?: { key: (item: T) => string; descending: boolean }
}

/** One page of a list, in the envelope. */
export function listPage<T>(
  source: Source<T>,
  options: Options,
  raw: Query,
  write: { address: string; context: string; item: (found: T) => Record<string, unknown> },
): Record<string, unknown> {
  const { found, last, more, total } = source.sorted ? orderedPage(source, options) : seekPage(source, options)
  return {
    '@odata.context': write.context,
    ...(options.count ? { '@odata.count': total() } : {}),
    ...(more ? { '@odata.nextLink': nextLink(write.address, raw, last) } : {}),
    value: found.map((one) => selected(write.item(one), options.select)),
  }
}

function seekPage<T>(source: Source<T>, { top, after }: Options) {
  const found: T[] = []
  let place = after + 1
  let last = after
  const following = source.following ?? nextPlace
  for (; place < source.places && found.length < top; place = following(place)) {
    const item = source.at(place)
    if (item === undefined) continue
    found.push(item)
    last = place
  }
  while (place < source.places && source.at(place) === undefined) place = following(place)
  return { found, last, more: place < source.places, total: () => everything(source).length }
}

function orderedPage<T>(source: Source<T>, { top, after }: Options) {
  const { key, descending } = source.sorted ?? { key: () => '', descending: false }
  const all = everything(source).map((item) => ({ item, key: key(item) }))
  all.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) * (descending ? -1 : 1))
  const last = Math.min(after + top, all.length - 1)
  const found = all.slice(after + 1, last + 1).map(({ item }) => item)
  return { found, last, more: last < all.length - 1, total: () => all.length }
}

const nextPlace = (place: number) => place + 1

function everything<T>(source: Source<T>): T[] {
  const following = source.following ?? nextPlace
  const all: T[] = []
  for (let place = 0; place < source.places; place = following(place)) {
    const item = source.at(place)
    if (item !== undefined) all.push(item)
  }
  return all
}
