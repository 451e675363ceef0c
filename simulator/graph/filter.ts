// OData's $filter as Graph understands it: comparisons, and/or/not, startswith/endswith/contains, any() over collections. Pure. Entered by memory-list.ts and relationships.ts.
import { GraphProblem } from './answer.ts'

export type FieldType = 'text' | 'date' | 'flag' | 'number' | 'texts'
/** The properties one may filter on, by path. */
export type Fields = Readonly<Record<string, FieldType>>
type Json = Record<string, unknown>
type Test = (item: Json) => boolean
type Literal = string | number | boolean | null
export type Filter = {
  test: Test
  /** What a property must be equal to, where the whole filter demands it. */
  equals: ReadonlyMap<string, Literal>
  /** That is all it demands. */
  plain: boolean
}

const TOKEN = /\s*(\(|\)|,|'(?:[^']|'')*'|\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?(?![\w-])|:|[\w./@$-]+)/gy

function bad(message: string): never {
  throw new GraphProblem(400, 'BadRequest', message)
}

function tokensOf(text: string): string[] {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const match = TOKEN.exec(text)
    if (!match?.[1]) return bad(`Invalid filter clause: '${text}'.`)
    tokens.push(match[1])
  }
  return tokens
}

type Reader = { tokens: string[]; place: number; fields: Fields; text: string }
type Node = { test: Test; equals: Map<string, Literal>; plain: boolean }

const free = (test: Test): Node => ({ test, equals: new Map(), plain: false })

export function parseFilter(text: string, fields: Fields): Filter {
  const reader: Reader = { tokens: tokensOf(text), place: 0, fields, text }
  const node = either(reader)
  if (reader.place < reader.tokens.length) bad(`Invalid filter clause: '${text}'.`)
  return node
}

const peek = (reader: Reader) => reader.tokens[reader.place]
const take = (reader: Reader): string => reader.tokens[reader.place++] ?? bad(`Invalid filter clause: '${reader.text}'.`)
function expect(reader: Reader, token: string): void {
  if (take(reader) !== token) bad(`Invalid filter clause: '${reader.text}'.`)
}

function either(reader: Reader): Node {
  let left = both(reader)
  while (peek(reader)?.toLowerCase() === 'or') {
    take(reader)
    const [first, second] = [left, both(reader)]
    left = free((item) => first.test(item) || second.test(item))
  }
  return left
}

function both(reader: Reader): Node {
  let left = one(reader)
  while (peek(reader)?.toLowerCase() === 'and') {
    take(reader)
    const [first, second] = [left, one(reader)]
    left = {
      test: (item) => first.test(item) && second.test(item),
      equals: new Map([...first.equals, ...second.equals]),
      // The same property asked for twice is no longer one value.
      plain: first.plain && second.plain && ![...second.equals.keys()].some((name) => first.equals.has(name)),
    }
  }
  return left
}

function one(reader: Reader): Node {
  const token = take(reader)
  if (token.toLowerCase() === 'not') {
    const inner = one(reader)
    return free((item) => !inner.test(item))
  }
  if (token === '(') {
    const inner = either(reader)
    expect(reader, ')')
    return inner
  }
  if (/^(startswith|endswith|contains)$/i.test(token)) return called(reader, token.toLowerCase())
  if (/\/any$/i.test(token)) return anyOf(reader, token.slice(0, -4))
  return compared(reader, token)
}

function called(reader: Reader, name: string): Node {
  expect(reader, '(')
  const path = take(reader)
  if (typeOf(reader, path) !== 'text') bad(`The function ${name} needs a text property.`)
  expect(reader, ',')
  const wanted = String(literal(take(reader), 'text')).toLowerCase()
  expect(reader, ')')
  const read = reading(path)
  return free((item) => {
    const text = String(read(item) ?? '').toLowerCase()
    if (name === 'contains') return text.includes(wanted)
    return name === 'startswith' ? text.startsWith(wanted) : text.endsWith(wanted)
  })
}

/** services/any(s:s eq 'Exchange Online') */
function anyOf(reader: Reader, path: string): Node {
  if (typeOf(reader, path) !== 'texts') bad(`The property '${path}' is no collection.`)
  expect(reader, '(')
  const variable = take(reader)
  expect(reader, ':')
  const outside = reader.fields
  reader.fields = { [variable]: 'text' }
  const inner = either(reader)
  reader.fields = outside
  expect(reader, ')')
  const read = reading(path)
  return free((item) => (read(item) as unknown[] | undefined)?.some((value) => inner.test({ [variable]: value })) ?? false)
}

function typeOf(reader: Reader, path: string): FieldType {
  const found = Object.keys(reader.fields).find((name) => name.toLowerCase() === path.toLowerCase())
  return found ? (reader.fields[found] as FieldType) : bad(`Could not find a property named '${path}' that can be filtered on.`)
}

function compared(reader: Reader, path: string): Node {
  const type = typeOf(reader, path)
  const operator = take(reader).toLowerCase()
  if (type === 'texts' || !['eq', 'ne', 'gt', 'ge', 'lt', 'le'].includes(operator)) bad(`Invalid filter clause: '${reader.text}'.`)
  const wanted = literal(take(reader), type)
  const read = reading(path)
  const order = (item: Json) => difference(read(item), wanted, type)
  const tests: Record<string, Test> = {
    eq: (item) => order(item) === 0,
    ne: (item) => order(item) !== 0,
    gt: (item) => order(item) > 0,
    ge: (item) => order(item) >= 0,
    lt: (item) => order(item) < 0,
    le: (item) => order(item) <= 0,
  }
  const test = tests[operator] as Test
  return { test, equals: new Map(operator === 'eq' ? [[path.toLowerCase(), wanted]] : []), plain: operator === 'eq' }
}

/** Not a number where one of the two is null and the other is not: only `ne` is true then. */
function difference(value: unknown, wanted: Literal, type: FieldType): number {
  const missing = value === null || value === undefined
  if (missing || wanted === null) return missing && wanted === null ? 0 : Number.NaN
  if (type === 'date') return Date.parse(String(value)) - Number(wanted)
  if (type === 'number' || type === 'flag') return Number(value) - Number(wanted)
  const [a, b] = [String(value).toLowerCase(), String(wanted).toLowerCase()]
  return a === b ? 0 : a < b ? -1 : 1
}

function literal(token: string, type: FieldType): Literal {
  if (token.toLowerCase() === 'null') return null
  if (type === 'flag') return /^(true|false)$/i.test(token) ? token.toLowerCase() === 'true' : bad(`'${token}' is not true or false.`)
  const quoted = /^'(.*)'$/s.exec(token)?.[1]?.replaceAll("''", "'")
  if (type === 'date') {
    const moment = Date.parse(quoted ?? token)
    return Number.isNaN(moment) ? bad(`'${token}' is not a date and time.`) : moment
  }
  if (type === 'number') return Number.isFinite(Number(token)) ? Number(token) : bad(`'${token}' is not a number.`)
  // GUIDs may stand without quotes.
  if (quoted === undefined && !/^[0-9a-f]{8}-[0-9a-f-]{27,}$/i.test(token)) bad(`A text in a filter stands in quotes, not '${token}'.`)
  return quoted ?? token
}

export function reading(path: string): (item: Json) => unknown {
  const names = path.split('/').map((name) => name.toLowerCase())
  return (item) =>
    names.reduce<unknown>((value, name) => {
      if (typeof value !== 'object' || value === null) return undefined
      const found = Object.keys(value).find((key) => key.toLowerCase() === name)
      return found === undefined ? undefined : (value as Json)[found]
    }, item)
}
