// Makes one company name in a country's language, and the domain label it would register. Entered by customer.ts.
import type { Country } from './country.ts'
import type { Random } from './random.ts'

export function companyName(chance: Random, country: Country): string {
  const { words, towns } = country
  const pattern = chance.pick(words.patterns)
  const name = pattern.replace(/\{([wtpa])\}/g, (_, kind: string) => {
    if (kind === 'w') return chance.pick(words.words)
    if (kind === 't') return chance.pick(words.trades)
    return kind === 'a' ? chance.pick(words.adjectives) : chance.pick(towns)[0]
  })
  // One company in six carries a year or a branch number, as real lists do.
  return chance.chance(0.16) ? `${name} ${chance.chance(0.5) ? chance.between(1890, 2025) : chance.between(2, 99)}` : name
}

const LETTERS: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ø: 'o', å: 'a', ß: 'ss', ł: 'l', þ: 'th', ð: 'd', đ: 'd', ı: 'i' }

/** A label for a domain name; names without Latin letters get one from their seed. */
export function domainLabel(name: string, fallback: () => string): string {
  const plain = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[œæøåßłþðđı]/g, (letter) => LETTERS[letter] ?? '')
    .replace(/\b(sas|sarl|sa|ltd|inc|llp|gmbh|ag|kg|co|s\.?l|s\.?r\.?l|s\.?p\.?a|sp|zoo|ab|as|aps|oy|bv|lda|as)\b\.?/g, '')
    .replace(/[^a-z0-9]+/g, '')
  return plain.length >= 3 ? plain.slice(0, 26) : fallback()
}

const SYLLABLES = ['ka', 'mi', 'to', 'ra', 'ne', 'so', 'lu', 've', 'do', 'shi', 'ze', 'ba', 'ryo', 'fu', 'gan']

export function coinedLabel(chance: Random): string {
  return Array.from({ length: chance.between(3, 5) }, () => chance.pick(SYLLABLES)).join('')
}
