// JSON as documentation prints it: with a byte order mark, comments, `...`, commas too many. Pure.

export type Documented = { value: unknown /** It had to be mended before it could be read. */; mended: boolean }

/** Null for what is no JSON even so. */
export function readDocumented(text: string): Documented | null {
  const plain = text.replace(/^\uFEFF/, '')
  const asIs = parse(plain)
  if (asIs) return { ...asIs, mended: false }
  const mended = parse(withoutPrint(plain))
  return mended && { ...mended, mended: true }
}

function parse(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return null
  }
}

/** What stands within quotes is left alone. */
function withoutPrint(text: string): string {
  const outside = (pattern: RegExp, by: string) => (given: string) =>
    given.replace(new RegExp(`("(?:[^"\\\\\\n]|\\\\.)*")|${pattern.source}`, 'g'), (_, quoted: string | undefined) => quoted ?? by)
  return [
    outside(/\/\/[^\n]*/, ''),
    outside(/\/\*[\s\S]*?\*\//, ''),
    outside(/(?:,\s*)?(?:\.{3}|…)(?:\s*\.{3})*/, ''),
    // A comma before the end, and one too many.
    outside(/,(?=\s*[\]}])/, ''),
    outside(/,(?=\s*,)/, ''),
    outside(/(?<=[[{]\s*),/, ''),
    outside(/;\s*$/, ''),
  ].reduce((given, mend) => mend(given), text)
}
