// Lists that mislead: links that lead elsewhere or in a circle, records twice, missing or senseless. Pure. Entered by hook.ts.
import { mix, random } from '../world/random.ts'
import type { Fault } from './faults.ts'

type Json = Record<string, unknown>
/** The page's own request. */
export type PageRequest = { origin: string; url: string; continuationToken: string | undefined }

const HOSTILE = 'https://collector.attacker.example'
const VANISHED = 1 / 3

/** The answer spoilt, or undefined where it is no list. */
export function spoiltList(text: string, fault: Pick<Fault, 'kind' | 'id'>, request: PageRequest): string | undefined {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : ''
  const page = parse(text.slice(mark.length))
  const envelope = page && ['value', 'items'].find((name) => Array.isArray(page[name]))
  if (!page || !envelope) return undefined
  const records = page[envelope] as unknown[]
  const changed = CHANGES[fault.kind]?.({ page, envelope, records, request, id: fault.id })
  return changed && mark + JSON.stringify(changed)
}

type Spoiling = { page: Json; envelope: string; records: unknown[]; request: PageRequest; id: string }

const CHANGES: Partial<Record<Fault['kind'], (list: Spoiling) => Json | undefined>> = {
  'hostile-link': ({ page, envelope, request }) =>
    envelope === 'value'
      ? withNextLink(page, `${HOSTILE}${request.url}`)
      : withNext(page, { uri: `${HOSTILE}${request.url}`, method: 'GET', headers: nextHeaders(page) }),
  'looping-link': ({ page, envelope, request }) => {
    if (envelope === 'value') return withNextLink(page, `${request.origin}${request.url}`)
    const token = request.continuationToken
    const headers = token === undefined ? nextHeaders(page) : [{ key: 'MS-ContinuationToken', value: token }]
    const uri = token === undefined ? (nextUri(page) ?? request.url) : request.url
    return { ...withNext(page, { uri, method: 'GET', headers }), ...(token === undefined ? {} : { continuationToken: token }) }
  },
  duplicated: ({ page, envelope, records }) =>
    records.length === 0
      ? undefined
      : { ...page, [envelope]: records.flatMap((record, place) => (place % 2 === 0 ? [record, record] : [record])) },
  vanishing: ({ page, envelope, records, id }) => ({
    ...page,
    [envelope]: records.filter((record) => random(mix(id, keyOf(record))).next() >= VANISHED),
  }),
  'bad-record': ({ page, envelope, records }) => {
    const place = Math.floor(records.length / 2)
    if (records.length === 0) return undefined
    return { ...page, [envelope]: records.map((record, at) => (at === place ? senseless(record) : record)) }
  },
}

function parse(text: string): Json | undefined {
  try {
    const found: unknown = JSON.parse(text)
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as Json) : undefined
  } catch {
    return undefined
  }
}

/** Azure's lists call it nextLink. */
function withNextLink(page: Json, link: string): Json {
  return { ...page, ['nextLink' in page ? 'nextLink' : '@odata.nextLink']: link }
}

type Link = { uri: string; headers?: unknown[] }
const linksOf = (page: Json) => (page.links ?? {}) as Record<string, Link | undefined>
const nextHeaders = (page: Json): unknown[] => linksOf(page).next?.headers ?? []
const nextUri = (page: Json): string | undefined => linksOf(page).next?.uri
const withNext = (page: Json, next: unknown): Json => ({ ...page, links: { ...linksOf(page), next } })

function keyOf(record: unknown): string {
  const id = (record as Json | null)?.id
  return typeof id === 'string' ? id : JSON.stringify(record)
}

/** Ids and parts are no longer what they are documented to be. */
function senseless(record: unknown): unknown {
  if (typeof record !== 'object' || record === null) return { unexpected: record }
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      if (/(^id|Id)$/.test(name)) return [name, { unexpected: true }]
      return [name, typeof value === 'object' && value !== null ? 17 : value]
    }),
  )
}
