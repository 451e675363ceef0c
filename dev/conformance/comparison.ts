// Whether what was documented is found again: in what a reader made of an answer, and in what is sent. Pure.

type Json = Record<string, unknown>
const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** What documentation prints in place of a value. */
export const isPlaceholder = (value: unknown): boolean =>
  typeof value === 'string' &&
  /^[<{[].*[>}\]]$|-value$|^string$|^\.+$|\{.*\}|^(guid|id)$|^x{4,}|^(string|edm\.\w+) \(.*\)$/i.test(value.trim())

/** Texts, numbers and instants anywhere within, comparable whatever casing, spaces and zone they are written with. */
function told(value: unknown, into: Set<string> = new Set()): Set<string> {
  if (value instanceof Date) into.add(instant(value.toISOString()))
  else if (typeof value === 'number') into.add(String(value))
  else if (typeof value === 'string') {
    const text = value.trim().toLowerCase()
    if (text.length > 1 && !isPlaceholder(text)) into.add(/^\d{4}-\d{2}-\d{2}/.test(text) ? instant(text) : text.replace(/[\s_-]+/g, ''))
  } else if (Array.isArray(value)) for (const one of value) told(one, into)
  else if (isRecord(value))
    for (const [name, one] of Object.entries(value)) if (!/^(@odata|links$|attributes$)/i.test(name)) told(one, into)
  return into
}

const instant = (text: string): string => text.replace(/\s/g, '').slice(0, 10)

/** The record itself where documentation wraps one in `value`. */
function unwrapped(sent: unknown): unknown {
  if (!isRecord(sent) || !('value' in sent) || 'id' in sent) return sent
  return sent['value']
}

/** Why it is not believable that the record was read, or null. */
export function lostFrom(sent: unknown, read: unknown): string | null {
  const record = unwrapped(sent)
  const documented = told(record)
  // Of very little there need be nothing that we read.
  if (documented.size < 3) return idLost(record, read)
  const found = told(read)
  if (
    ![...documented].some(
      (one) => found.has(one) || [...found].some((other) => other.includes(one) || (other.length > 3 && one.includes(other))),
    )
  )
    return 'was read, but nothing of it came out'
  return idLost(record, read)
}

function idLost(record: unknown, read: unknown): string | null {
  const [id, ours] = [idOf(record), isRecord(read) ? read['id'] : undefined]
  if (id !== null && typeof ours === 'string' && ours.toLowerCase() !== id.toLowerCase())
    return `has the id ${id} and was read with ${ours || 'none'}`
  return null
}

/** The record's own id, where it is none that only stands for one. */
export function idOf(record: unknown): string | null {
  if (!isRecord(record)) return null
  const [, id] = Object.entries(record).find(([name]) => name.toLowerCase() === 'id') ?? []
  return typeof id === 'string' && id !== '' && !isPlaceholder(id) && !/[<>{}]/.test(id) ? id : null
}

/** The records of a list, however it is enveloped; null for none. */
export function recordsOf(sent: unknown): unknown[] | null {
  if (Array.isArray(sent)) return sent
  if (!isRecord(sent)) return null
  const lists = Object.entries(sent).filter(([name, one]) => /^(items|value)$/i.test(name) && (Array.isArray(one) || one === null))
  const found = lists[0]
  if (found) return Array.isArray(found[1]) ? found[1] : []
  // A list of Partner Center may call its items by another name, and an empty one may leave them out.
  const { links: _, attributes, ...rest } = sent
  const others = Object.values(rest).filter(Array.isArray)
  if (isRecord(attributes) && attributes['objectType'] === 'Collection' && others.length === 1) return others[0] ?? []
  return Object.keys(sent).some((name) => /^totalcount$/i.test(name)) ? [] : null
}

/** Where what is sent differs from what was documented, or null. Names in any case; what says nothing may be left out. */
export function differenceOf(documented: unknown, sent: unknown, path = ''): string | null {
  if (saysNothing(documented)) return null
  if (Array.isArray(documented)) {
    if (!Array.isArray(sent) || sent.length !== documented.length) return `${path || 'the body'} is sent with other members`
    return firstOf(documented.map((one, place) => differenceOf(one, sent[place], `${path}[${place}]`)))
  }
  if (isRecord(documented)) {
    if (!isRecord(sent)) return `${path || 'the body'} is left out`
    const members = new Map(Object.entries(sent).map(([name, one]) => [name.toLowerCase(), one]))
    return firstOf(
      Object.entries(documented).map(([name, one]) => differenceOf(one, members.get(name.toLowerCase()), path ? `${path}.${name}` : name)),
    )
  }
  const plain = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value)
  return plain(sent) === plain(documented)
    ? null
    : `${path} is sent as ${JSON.stringify(sent) ?? 'nothing'} instead of ${JSON.stringify(documented)}`
}

const saysNothing = (value: unknown): boolean => {
  if (value === null || value === undefined || value === '') return true
  if (Array.isArray(value)) return value.length === 0
  return isRecord(value) && Object.values(value).every(saysNothing)
}
const firstOf = (differences: readonly (string | null)[]): string | null => differences.find((one) => one !== null) ?? null
