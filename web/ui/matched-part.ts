// Where a text matches what was typed: from its beginning or from the beginning of a word, blind to case, accents and ligatures. Pure.

const ligatures: Record<string, string> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ı: 'i' }

function foldCharacter(character: string): string {
  // Most letters, and a list that is searched folds thousands.
  if (character <= '\u007f') return character.toLowerCase()
  const plain = character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return [...plain].map((part) => ligatures[part] ?? part).join('')
}

/** Start and end of the matching part in `text`, or nothing where it does not match. */
export function matchedPart(text: string, search: string): [number, number] | undefined {
  const wanted = [...search.trim()].map(foldCharacter).join('')
  if (wanted === '') return undefined
  const characters = Array.from(text, (character) => ({ character, folded: foldCharacter(character) }))
  let offset = 0
  let atWordStart = true
  for (const [index, { character }] of characters.entries()) {
    if (atWordStart) {
      const end = endOfMatch(characters.slice(index), wanted)
      if (end !== undefined) return [offset, offset + end]
    }
    atWordStart = !/[\p{L}\p{N}\p{M}]/u.test(character)
    offset += character.length
  }
  return undefined
}

/** How long the matching beginning is in the original text; half a ligature counts as the whole. */
function endOfMatch(characters: readonly { character: string; folded: string }[], wanted: string): number | undefined {
  let folded = ''
  let length = 0
  for (const part of characters) {
    folded += part.folded
    length += part.character.length
    if (folded.length >= wanted.length) return folded.startsWith(wanted) ? length : undefined
    if (!wanted.startsWith(folded)) return undefined
  }
  return undefined
}
