// Pages of lists: by offset, and by seeking with a continuation token that belongs to one query. Entered by the list routes.
import { createHash } from 'node:crypto'
import { PartnerCenterProblem } from './answer.ts'
import { link } from './links.ts'
import type { Exchange } from './routing.ts'

const MOST = 1000

function whole(text: string | undefined, name: string): number | undefined {
  if (text === undefined || text === '') return undefined
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0) throw new PartnerCenterProblem(400, 3000, `The value of ${name} is not valid.`)
  return value
}

/** Without a size everything comes at once. The total is that of all pages. */
export function offsetPage<T>({ query }: Exchange, all: readonly T[], address: string, json: (one: T) => unknown) {
  const size = whole(query['size'], 'size')
  const offset = whole(query['offset'], 'offset') ?? 0
  if (size !== undefined && (size < 1 || size > MOST)) throw new PartnerCenterProblem(400, 3000, `size must be from 1 to ${MOST}.`)
  const items = all.slice(offset, size === undefined ? undefined : offset + size)
  const others = Object.entries(query).filter(([name, value]) => value !== undefined && name !== 'size' && name !== 'offset')
  const uri = (from: number) => {
    const asked = new URLSearchParams(others as [string, string][])
    if (size !== undefined) asked.set('size', String(size))
    if (size !== undefined && from > 0) asked.set('offset', String(from))
    const text = asked.toString()
    return text === '' ? address : `${address}?${text}`
  }
  return {
    totalCount: all.length,
    items: items.map(json),
    links: {
      self: link(uri(offset)),
      ...(size !== undefined && offset + size < all.length ? { next: link(uri(offset + size)) } : {}),
      ...(size !== undefined && offset > 0 ? { previous: link(uri(Math.max(0, offset - size))) } : {}),
    },
    attributes: { objectType: 'Collection' },
  }
}

const fingerprint = (words: string) => createHash('sha256').update(words).digest('base64url').slice(0, 10)

/** `totalCount` counts the page. The token stands in the next link and in the body. */
export function seekPage<T>(
  { request, query }: Exchange,
  all: readonly T[],
  { address, standard, json }: { address: string; standard: number; json: (one: T) => unknown },
) {
  const size = whole(query['size'], 'size') ?? standard
  if (size < 1 || size > MOST) throw new PartnerCenterProblem(400, 3000, `size must be from 1 to ${MOST}.`)
  const { seekOperation, ...rest } = query
  const asked = new URLSearchParams({ ...(rest as Record<string, string>), size: String(size) })
  const mark = fingerprint(`${address}?${asked}`)
  const from = startOf(seekOperation, request.headers['ms-continuationtoken'], mark)
  const items = all.slice(from, from + size)
  const token = from + size < all.length ? Buffer.from(`A|${from + size}|${mark}`).toString('base64') : undefined
  return {
    totalCount: items.length,
    items: items.map(json),
    ...(token === undefined ? {} : { continuationToken: token }),
    links: {
      self: link(`${address}?${asked}${seekOperation === undefined ? '' : `&seekOperation=${seekOperation}`}`),
      ...(token === undefined
        ? {}
        : { next: { ...link(`${address}?${asked}&seekOperation=Next`), headers: [{ key: 'MS-ContinuationToken', value: token }] } }),
    },
    attributes: { objectType: 'Collection' },
  }
}

function startOf(seekOperation: string | undefined, header: string | string[] | undefined, mark: string): number {
  if (seekOperation === undefined || seekOperation === 'First') return 0
  if (seekOperation !== 'Next') throw new PartnerCenterProblem(400, 3000, `The seek operation ${seekOperation} is not supported here.`)
  const [letter, from, bound] = Buffer.from(typeof header === 'string' ? header : '', 'base64')
    .toString()
    .split('|')
  if (letter !== 'A' || !/^\d+$/.test(from ?? '') || bound !== mark)
    throw new PartnerCenterProblem(400, 3000, 'The continuation token does not belong to this request.')
  return Number(from)
}

export type SimpleFilter = { field: string; value: string; operator: string }

/** Microsoft's filter in JSON; property names are free in case. */
export function readFilter(text: string | undefined): SimpleFilter | undefined {
  if (text === undefined || text === '') return undefined
  try {
    const sent = Object.fromEntries(
      Object.entries(JSON.parse(text) as Record<string, unknown>).map(([name, value]) => [name.toLowerCase(), String(value)]),
    )
    return { field: sent['field'] ?? '', value: sent['value'] ?? '', operator: (sent['operator'] ?? 'equals').toLowerCase() }
  } catch {
    throw new PartnerCenterProblem(400, 3000, 'The filter is not valid JSON.')
  }
}

export function unsupportedFilter(filter: SimpleFilter): PartnerCenterProblem {
  return new PartnerCenterProblem(400, 3000, `The filter ${filter.field} ${filter.operator} is not supported.`)
}
