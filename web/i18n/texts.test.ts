// S86: both languages are complete, say the same things and follow the typography of each.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'

const folder = fileURLToPath(new URL('.', import.meta.url))
const read = (language: string, file: string): Record<string, string> => JSON.parse(readFileSync(`${folder}${language}/${file}`, 'utf8'))
const files = readdirSync(`${folder}en`).sort()

/** Names of the values a message takes, whatever they look like in it. */
function values(message: string): string[] {
  const found = new Set<string>()
  const walk = (part: unknown): void => {
    if (part === null || typeof part !== 'object') return
    const { type, value } = part as { type?: number; value?: unknown }
    if (type !== undefined && type >= 1 && type <= 6 && typeof value === 'string') found.add(value)
    Object.values(part).forEach(walk)
  }
  walk(new IntlMessageFormat(message, 'en').getAst())
  return [...found].sort()
}

test('S86: French has a file for each English one', () => {
  expect(readdirSync(`${folder}fr`).sort()).toEqual(files)
})

describe.each(files)('%s', (file) => {
  const en = read('en', file)
  const fr = read('fr', file)

  test('S86: the same texts in both languages, taking the same values', () => {
    expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort())
    for (const [key, message] of Object.entries(en)) expect(values(fr[key] ?? ''), key).toEqual(values(message))
  })

  test('no straight apostrophe, which the message format would swallow', () => {
    for (const message of [...Object.values(en), ...Object.values(fr)]) expect(message).not.toMatch(/\w'\w/)
  })

  test('English is spelt in one way, save where it names what Microsoft’s own pages say', () => {
    for (const [key, message] of Object.entries(en))
      if (!/^registration\.(accountTypes|permissions)$/.test(key))
        expect(message, key).not.toMatch(/(organi|synchroni|recogni|authori)z|license/i)
  })

  test('S86: French typography: narrow no-break spaces inside « » and before ; : ! ?', () => {
    for (const [key, message] of Object.entries(fr)) {
      expect(message, key).not.toMatch(/[ \u00a0][;:!?»]|«[^\u202f]|[^\u202f]»|\p{L}[;!?]/u)
    }
  })
})
