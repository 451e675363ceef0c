// What search compares: blind to case, accents and ligatures, and never losing a prefix.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { laterWords, prefixEnd, searchKey } from './search-key.ts'

/** Long enough to be cut, of words, pairs and halves of pairs. */
const longNames = fc
  .array(fc.oneof(fc.constantFrom('a', '😀', ' ', 'é', '𠮷'), fc.string({ unit: 'binary' })), { minLength: 50, maxLength: 500 })
  .map((parts) => parts.join(''))

describe('searchKey', () => {
  it.each([
    ['Société Générale', 'societe generale'],
    ['ŒUVRES Réunies', 'oeuvres reunies'],
    ['Ægir A/S', 'aegir a/s'],
    ['Straße & Co', 'strasse & co'],
    ['Łódź Handel', 'lodz handel'],
    ['  Two\u00a0 spaces ', 'two spaces'],
    ['L’Atelier', "l'atelier"],
    ['İstanbul', 'istanbul'],
    ['ＦＵＬＬ', 'full'],
    ['東京商事', '東京商事'],
  ])('D14: %s is compared as %s', (name, key) => expect(searchKey(name)).toBe(key))

  it('D14: «oe» finds «Œ» and «societe gen» finds «Société Générale»', () => {
    expect(searchKey('Œuvres').startsWith(searchKey('oe'))).toBe(true)
    expect(searchKey('Société Générale').startsWith(searchKey('societe gen'))).toBe(true)
  })

  it('changes nothing the second time', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => searchKey(searchKey(text)) === searchKey(text)))
  })

  it('D14: is well-formed wherever a long name is cut, and changes nothing the second time', () => {
    fc.assert(
      fc.property(longNames, (name) => {
        const key = searchKey(name)
        expect(key.isWellFormed()).toBe(true)
        expect(key.length).toBeLessThanOrEqual(400)
        expect(searchKey(key)).toBe(key)
        for (const word of laterWords(key)) expect(word.isWellFormed()).toBe(true)
      }),
      // The cuts fall after 400 and after 60: both parities of the place before a pair.
      { examples: [[`${'a'.repeat(399)}😀`], [`x ${'b'.repeat(59)}😀`], [`${'a'.repeat(399)} b`], ['\ud83d']] },
    )
  })

  it('keeps every key with the prefix below the end of the range', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ unit: 'grapheme' }), (prefix, rest) => {
        expect(Buffer.compare(Buffer.from(`${prefix}${rest}`), Buffer.from(prefixEnd(prefix)))).toBeLessThanOrEqual(0)
      }),
    )
  })
})

describe('laterWords', () => {
  it('D14: gives the rest of the name from each later word on', () => {
    expect(laterWords('societe generale sa')).toEqual(['generale sa', 'sa'])
    expect(laterWords("l'atelier (nord)")).toEqual(['atelier (nord)', 'nord)'])
  })
  it('gives nothing for a single word', () => expect(laterWords('contoso')).toEqual([]))
  it('gives the first word when the name begins with a sign', () => expect(laterWords('=cmd')).toEqual(['cmd']))
})
