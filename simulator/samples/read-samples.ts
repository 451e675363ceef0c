// Reads a folder of documented responses (index.json and the files it names) into what an API would serve: lists, records, documents.
// Entered by routes.ts and by the tests.
import { readFileSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'

type IndexEntry = { file: string; kind?: string; endpoint?: string; status?: number | null }
export type Sent = Record<string, unknown>

/** All records documented for one list: those its own responses show, and those shown one by one. */
export type Collection = {
  /** `items` as Partner Center writes lists, `value` as Graph does. */
  envelope: 'items' | 'value'
  records: Sent[]
  /** By id, in lower case; a record shown by itself is more complete than in a list. */
  single: Map<string, Sent>
}

export type Samples = {
  /** By address with every id written as `{}`: `/v1/customers`, `/v1/customers/{}/subscriptions`. */
  collections: Map<string, Collection>
  documents: Map<string, unknown>
  /** Files that could not be used, and why. */
  unused: { file: string; reason: string }[]
}

const id = /^(\{.*\}|[0-9a-f]{8}-[0-9a-f-]{20,})$/i
const hosts = ['https://graph.microsoft.com', 'https://api.partnercenter.microsoft.com']

export function readSamples(directory: string): Samples {
  const samples: Samples = { collections: new Map(), documents: new Map(), unused: [] }
  const root = resolve(directory)
  for (const entry of JSON.parse(readFileSync(join(root, 'index.json'), 'utf8')) as IndexEntry[]) {
    const address = entry.kind === 'response' && [200, null, undefined].includes(entry.status) ? addressOf(entry.endpoint ?? '') : null
    if (address === null) continue
    try {
      const file = resolve(root, entry.file)
      if (!file.startsWith(root + sep)) throw new Error('outside the folder')
      add(samples, address, JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')))
    } catch (error) {
      samples.unused.push({ file: entry.file, reason: error instanceof Error ? error.message : String(error) })
    }
  }
  return samples
}

/** `GET https://graph.microsoft.com/beta/contracts/{id}?x=y` -> `/v1.0/contracts/{}`; null for what is no GET or of another API. */
export function addressOf(endpoint: string): string | null {
  const [method, written = ''] = endpoint.trim().split(/\s+/)
  if (method !== 'GET') return null
  const host = hosts.find((one) => written.startsWith(`${one}/`))
  const path = (host ? written.slice(host.length) : written).split('?')[0] ?? ''
  if (!path.startsWith('/')) return null
  const parts = path.split('/').filter(Boolean)
  if (parts[0] === 'beta' || parts[0] === 'v1.0') parts.shift()
  const rooted = parts[0] === 'v1' ? parts : ['v1.0', ...parts]
  return patternOf(`/${rooted.join('/')}`)
}

/** Ids as `{}`; letters of an address count alike in either case. */
export function patternOf(path: string): string {
  return path
    .replace(/\/+$/, '')
    .split('/')
    .map((part) => (id.test(part) ? '{}' : part.toLowerCase()))
    .join('/')
}

function add(samples: Samples, address: string, body: unknown): void {
  const sent = isRecord(body) ? body : null
  const envelope = Array.isArray(sent?.['items']) ? 'items' : Array.isArray(sent?.['value']) ? 'value' : null
  if (sent && envelope) {
    const collection = collectionAt(samples, address, envelope)
    for (const record of (sent[envelope] as unknown[]).filter(isRecord)) addRecord(collection, record)
  } else if (sent && address.endsWith('/{}')) {
    const collection = collectionAt(samples, address.slice(0, -3), address.startsWith('/v1.0/') ? 'value' : 'items')
    addRecord(collection, sent)
    if (typeof sent['id'] === 'string') collection.single.set(sent['id'].toLowerCase(), sent)
  } else if (!samples.documents.has(address)) samples.documents.set(address, body)
}

function collectionAt(samples: Samples, address: string, envelope: Collection['envelope']): Collection {
  const known = samples.collections.get(address)
  if (known) return known
  const fresh: Collection = { envelope, records: [], single: new Map() }
  samples.collections.set(address, fresh)
  return fresh
}

/** The same record is documented on several pages; the first wording stays. */
function addRecord(collection: Collection, record: Sent): void {
  const same = collection.records.some((one) =>
    typeof record['id'] === 'string' ? one['id'] === record['id'] : JSON.stringify(one) === JSON.stringify(record),
  )
  if (!same) collection.records.push(record)
}

const isRecord = (value: unknown): value is Sent => typeof value === 'object' && value !== null && !Array.isArray(value)
