// S86: every text of the customer screens exists in both languages, is a valid message and takes the same values; French has its narrow spaces.
import { readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'

type Texts = Record<string, string>
const texts = (language: string, namespace: string): Texts =>
  JSON.parse(readFileSync(new URL(`../../i18n/${language}/${namespace}.json`, import.meta.url), 'utf8'))

/** The names a message takes values for, in whichever branch they stand. */
function valuesOf(message: string, locale: string): string[] {
  const names = new Set<string>()
  const walk = (parts: ReturnType<IntlMessageFormat['getAst']>): void => {
    for (const part of parts) {
      if ('value' in part && part.type !== 0) names.add(part.value as string)
      if ('options' in part) for (const option of Object.values(part.options)) walk(option.value)
    }
  }
  walk(new IntlMessageFormat(message, locale).getAst())
  return [...names].sort()
}

describe.each(['customers', 'sync'])('texts of %s', (namespace) => {
  const english = texts('en', namespace)
  const french = texts('fr', namespace)

  it('S86: has the same keys in both languages', () => expect(Object.keys(french)).toEqual(Object.keys(english)))

  it('S86: takes the same values in both languages', () => {
    for (const [key, message] of Object.entries(english)) {
      expect([key, ...valuesOf(french[key] ?? '', 'fr-FR')]).toEqual([key, ...valuesOf(message, 'en-US')])
    }
  })

  it('S86: puts narrow no-break spaces before French high punctuation', () => {
    const wrong = Object.entries(french).filter(([, message]) => /[^\u202f][;!?»]|[ \u00a0]:|«(?!\u202f)/.test(message))
    expect(wrong).toEqual([])
  })
})
