// S72, D14: the bold part of a name is what was typed, however it is accented.
import { describe, expect, it } from 'vitest'
import { matchedRange } from './highlight.ts'

const bold = (text: string, search: string) => {
  const range = matchedRange(text, search)
  return range && text.slice(...range)
}

describe('matchedRange', () => {
  it('S72: marks the beginning of a name or a domain', () => {
    expect(bold('Contoso SA', 'cont')).toBe('Cont')
    expect(bold('contoso.fr', 'CONTOSO.')).toBe('contoso.')
  })
  it('D14: is blind to case and accents', () => {
    expect(bold('Société Générale', 'societe gen')).toBe('Société Gén')
    expect(bold('SOCIÉTÉ', 'socié')).toBe('SOCIÉ')
    // The same name typed with combining accents.
    expect(bold('Société', 'socié')).toBe('Socié')
  })
  it('D14: reads ligatures as their letters, and never cuts one', () => {
    expect(bold('Œuvres', 'oeuv')).toBe('Œuv')
    expect(bold('Œuvres', 'o')).toBe('Œ')
    expect(bold('Straße', 'strass')).toBe('Straß')
  })
  it('D14: marks the beginning of a later word', () => {
    expect(bold('Ateliers du Vieux-Port', 'port')).toBe('Port')
    expect(bold('Ateliers du Vieux-Port', 'eux')).toBeNull()
  })
  it('marks nothing for an empty search or a match elsewhere', () => {
    expect(bold('Contoso', '  ')).toBeNull()
    expect(bold('Contoso', 'fabrikam')).toBeNull()
  })
  it('works in other scripts', () => {
    expect(bold('東京データ', '東京')).toBe('東京')
    expect(bold('Александров', 'алек')).toBe('Алек')
  })
})
