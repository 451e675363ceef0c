// Every cause of a refused sign-in has a sentence that says what to do, in both languages.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { signInCauses } from '../../contract/sign-in-causes.ts'

test.each(['en', 'fr'])('every cause has one sentence in %s, and there is none without a cause', (language) => {
  const texts = JSON.parse(readFileSync(new URL(`./${language}/signInCauses.json`, import.meta.url), 'utf8')) as Record<string, string>
  expect(Object.keys(texts).sort()).toEqual(signInCauses.map((cause) => `mend.${cause}`).sort())
  for (const [key, text] of Object.entries(texts)) {
    expect(text, key).toMatch(/^\p{Lu}.+\.$/u)
    expect(text.match(/[.!?](\s|$)/g), key).toHaveLength(1)
  }
})
