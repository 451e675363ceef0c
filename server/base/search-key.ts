// The form in which names and domains are compared: blind to case, accents and ligatures (D14). Sync writes it, search reads it.

/** Letters that Unicode does not decompose, with what people type instead. */
const foldedLetters: Record<string, string> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ĳ: 'ij',
  ſ: 's',
  ŧ: 't',
}
const foldable = new RegExp(`[${Object.keys(foldedLetters).join('')}]`, 'gu')

/** At most so many characters from there on, without half a surrogate pair at the end: PostgreSQL takes no such JSON. */
const cut = (text: string, start: number, most: number): string => text.slice(start, start + most).replace(/[\ud800-\udbff]$/, '')

/** `Société Générale` -> `societe generale`; white space collapsed and trimmed. Never longer than 400 characters, always well-formed. */
export function searchKey(text: string): string {
  const key = text
    .toWellFormed()
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(foldable, (letter) => foldedLetters[letter] ?? letter)
    .replace(/[’‘`´]/g, "'")
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  return cut(key, 0, 400).trimEnd()
}

/** The rest of the key from each later word on: `societe generale sa` -> [`generale sa`, `sa`]. Words begin after anything but letters and digits. */
export function laterWords(key: string): string[] {
  const starts = [...key.matchAll(/(?<=[^\p{L}\p{N}])[\p{L}\p{N}]/gu)].map((match) => match.index)
  const first = key.search(/[\p{L}\p{N}]/u)
  return [...new Set(starts.filter((start) => start > 0 && (start !== first || first > 0)).map((start) => cut(key, start, 60)))].slice(
    0,
    12,
  )
}

/** With how many characters both begin alike. */
export function sharedLength(one: string, other: string): number {
  let units = 0
  while (units < one.length && one[units] === other[units]) units += 1
  return [...cut(one, 0, units)].length
}

/** The least text greater than every text that begins with `prefix`, in "C" collation order. */
export function prefixEnd(prefix: string): string {
  return `${prefix}\u{10ffff}`
}
