// Reads a folder of documented samples: its index and the files it names. Says plainly what is wrong with a folder that is none.
import { readFileSync, realpathSync, statSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'

export type Kind = 'request' | 'response' | 'error'

export type Sample = {
  file: string
  api: string
  kind: Kind
  /** How documentation writes what is called, the most telling first. */
  endpoints: readonly string[]
  /** Null where documentation names none. */
  status: number | null
  headers: Readonly<Record<string, string>>
  /** The answer has no body; what the file holds, if anything, tells about it. */
  empty: boolean
  bytes: Buffer
}

/** A sample that cannot be run, and why. */
export type Unreadable = { file: string; why: string }
export type SampleFolder = { samples: Sample[]; unreadable: Unreadable[] }

/** The folder as a whole is of no use; the message says what to do. */
export class FolderProblem extends Error {}

type Entry = Record<string, unknown>

/** Throws FolderProblem. */
export function readSampleFolder(directory: string): SampleFolder {
  const root = folderAt(directory)
  const folder: SampleFolder = { samples: [], unreadable: [] }
  for (const [place, entry] of entriesOf(root).entries()) {
    const read = readEntry(root, entry, place)
    if ('why' in read) folder.unreadable.push(read)
    else folder.samples.push(read)
  }
  return folder
}

function folderAt(directory: string): string {
  const path = resolve(directory)
  let isFolder: boolean
  try {
    isFolder = statSync(path).isDirectory()
  } catch {
    throw new FolderProblem(`There is no folder ${path}. Name one that holds index.json with --samples DIR.`)
  }
  if (!isFolder) throw new FolderProblem(`${path} is a file. Name the folder that it lies in with --samples DIR.`)
  return realpathSync(path)
}

function entriesOf(root: string): Entry[] {
  const index = join(root, 'index.json')
  let text: string
  try {
    text = readFileSync(index, 'utf8')
  } catch {
    throw new FolderProblem(
      `${root} holds no index.json that can be read. It names the samples: [{"file", "api", "kind", "endpoint", "status"}].`,
    )
  }
  let given: unknown
  try {
    given = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new FolderProblem(`${index} is not JSON (${(error as Error).message}). Mend it, or take the folder from its source again.`)
  }
  const list = Array.isArray(given) ? given : isRecord(given) ? Object.values(given).find(Array.isArray) : undefined
  if (!list) throw new FolderProblem(`${index} holds no list. It must be [{"file", "api", "kind", "endpoint", "status"}].`)
  if (list.length === 0) throw new FolderProblem(`${index} names no samples.`)
  return list.map((one: unknown) => (isRecord(one) ? one : {}))
}

const isRecord = (value: unknown): value is Entry => typeof value === 'object' && value !== null && !Array.isArray(value)
const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null)

function readEntry(root: string, entry: Entry, place: number): Sample | Unreadable {
  const file = textOf(entry['file'])
  if (file === null) return { file: `index.json, entry ${place + 1}`, why: 'it names no file' }
  const path = resolve(root, file)
  if (!path.startsWith(root + sep)) return { file, why: 'the file lies outside the folder' }
  const kind = kindOf(entry, file)
  if (kind === null)
    return { file, why: `its kind is ${JSON.stringify(entry['kind'])}: request, response, response-empty or error was expected` }
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch {
    return { file, why: 'index.json names it, but it is not there' }
  }
  const status = Number(entry['status'] ?? Number.NaN)
  return {
    file,
    kind,
    bytes,
    api: textOf(entry['api']) ?? '',
    endpoints: endpointsOf(entry),
    status: Number.isInteger(status) && status >= 100 && status <= 599 ? status : null,
    headers: headersOf(entry['responseHeaders']),
    empty: /empty/i.test(String(entry['kind'])),
  }
}

/** One without a method is of use only where none has one. */
function endpointsOf(entry: Entry): string[] {
  const written = [entry['endpoint'], entry['docRequest'], ...[entry['otherSyntax']].flat()].flatMap((one) => textOf(one) ?? [])
  const whole = written.filter(startsWithMethod)
  return whole.length > 0 ? whole : written
}

const startsWithMethod = (written: string): boolean => /^\W*(GET|HEAD|POST|PUT|PATCH|DELETE)\b/i.test(written)

function kindOf({ kind, status }: Entry, file: string): Kind | null {
  const word = (textOf(kind) ?? /(request|response|error)s?\d*\.\w+$/i.exec(file)?.[1] ?? '').toLowerCase()
  if (word.startsWith('request')) return 'request'
  if (word.startsWith('error')) return 'error'
  if (!word.startsWith('response')) return null
  // What fails is an error, unless it is printed as an answer without a body: a 404 can be one.
  return Number(status) >= 400 && !word.includes('empty') ? 'error' : 'response'
}

function headersOf(given: unknown): Record<string, string> {
  if (!isRecord(given)) return {}
  return Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (textOf(value) === null ? [] : [[name, String(value)]])))
}
