// JSON as documentation prints it: below the lines of HTTP, with comments, `...`, commas and brackets too many or too few. Pure.
import { jsonrepair } from 'jsonrepair'

export type Documented = { value: unknown /** It had to be mended before it could be read. */; mended: boolean }

/** Null for what is no JSON even so. */
export function readDocumented(text: string): Documented | null {
  const plain = text.replace(/^\uFEFF/, '')
  const asIs = parse(plain)
  if (asIs) return { ...asIs, mended: false }
  const body = belowHead(plain)
  const mended = body === null ? null : parse(withoutPrint(body), jsonrepair)
  return body === null || mended === null ? null : { value: firstOf(body, mended.value), mended: true }
}

/** An object within further braces, or one variant below the other, is mended into a list, which what begins as an object never is. */
function firstOf(body: string, value: unknown): unknown {
  if (!Array.isArray(value) || !/^\s*\{/.test(body)) return value
  return value.find((one) => typeof one === 'object' && one !== null && Object.keys(one).length > 0) ?? value
}

function parse(text: string, mend = (given: string): string => given): { value: unknown } | null {
  try {
    return { value: JSON.parse(mend(text)) as unknown }
  } catch {
    return null
  }
}

/** Nothing, or the lines of HTTP alone. */
export const isBodiless = (text: string): boolean => linesOf(text).every(ofHead)

const linesOf = (text: string): string[] => text.replace(/^\uFEFF/, '').split(/\r?\n/)
const ofHead = (line: string): boolean => /^\s*$|^\s*(HTTP\b|[A-Z]{3,7}\s+\S|[\w-]+:(\s|$)|#|\/\/|\/?\*)/.test(line)

/** From the line on that begins an object or a list; null where lines before it are none of HTTP and no comments. */
function belowHead(text: string): string | null {
  const lines = linesOf(text)
  const first = lines.findIndex((line) => /^\s*[{[]/.test(line))
  return first >= 0 && lines.slice(0, first).every(ofHead) ? lines.slice(first).join('\n') : null
}

/** What the library does not know. What stands within quotes is left alone. */
function withoutPrint(text: string): string {
  const outside = (pattern: RegExp, by: string) => (given: string) =>
    given.replace(new RegExp(`("(?:[^"\\\\\\n]|\\\\.)*")|${pattern.source}`, 'g'), (_, quoted: string | undefined) => quoted ?? by)
  return [
    outside(/(?<=[}\]]\s*,?\s*)\[\s*(?:\.{3}|…)\s*\]|…/, ''),
    outside(/(?<=[[{]\s*)\.{3}\s*,/, ''),
    outside(/;/, ','),
    outside(/\bN(?:ull|ULL)\b/, 'null'),
    outside(/,(?=\s*,)/, ''),
  ].reduce((given, mend) => mend(given), text)
}
