// Which part of a name a search matched, blind to case, accents and ligatures, so that it can be shown in bold. Pure.

const unfolded: Record<string, string> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }

/** Lower case without accents and ligatures. */
export function fold(text: string): string {
  let folded = ''
  for (const letter of text.toLowerCase()) folded += foldLetter(letter)
  return folded
}

function foldLetter(letter: string): string {
  return unfolded[letter] ?? letter.normalize('NFKD').replace(/\p{M}/gu, '')
}

const wordStart = /[\p{L}\p{N}]/u

/** Start and end of the match in `text`: its beginning, otherwise the beginning of a later word; null where it matched elsewhere. */
export function matchedRange(text: string, search: string): [start: number, end: number] | null {
  const wanted = fold(search.trim())
  if (wanted === '') return null
  // Folding changes lengths ("œ" becomes "oe"): `origin[i]` is where the i-th folded letter came from.
  let folded = ''
  const origin: number[] = []
  let at = 0
  for (const letter of text) {
    const plain = foldLetter(letter.toLowerCase())
    for (let i = 0; i < plain.length; i++) origin.push(at)
    folded += plain
    at += letter.length
  }
  const found = prefixPlace(folded, wanted)
  if (found < 0) return null
  const after = found + wanted.length
  return [origin[found] ?? 0, after < origin.length ? endOf(text, origin, after) : text.length]
}

/** A match that ends within a ligature takes the whole ligature. */
function endOf(text: string, origin: number[], after: number): number {
  const next = origin[after] ?? text.length
  return next === origin[after - 1] ? next + 1 : next
}

function prefixPlace(folded: string, wanted: string): number {
  if (folded.startsWith(wanted)) return 0
  for (let at = folded.indexOf(wanted, 1); at > 0; at = folded.indexOf(wanted, at + 1)) {
    if (!wordStart.test(folded[at - 1] ?? '')) return at
  }
  return -1
}
