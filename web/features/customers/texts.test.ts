// S86: the French texts of the customer screens follow French typography. That both languages are complete is checked by `npm run check`.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it.each(['customers', 'sync'])('S86: %s puts narrow no-break spaces before French high punctuation and within «\u202f»', (namespace) => {
  const french: Record<string, string> = JSON.parse(readFileSync(new URL(`../../i18n/fr/${namespace}.json`, import.meta.url), 'utf8'))
  const wrong = Object.entries(french).filter(([, message]) => /[^\u202f][;!?»]|[ \u00a0]:|«(?!\u202f)|'/.test(message))
  expect(wrong).toEqual([])
})
