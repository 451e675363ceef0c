// The rules on texts must find what they are for.
import { expect, it } from 'vitest'
import { checkTexts, compareLanguages, placeholders, unusedKeys } from './texts.ts'

it('names everything a message waits for, inside plurals and tags too', () => {
  expect(placeholders('{total, plural, one {# of {who}} other {<b>{total, number}</b> of {who}}}')).toEqual(['b', 'total', 'who'])
})

it('finds a key that one language lacks', () => {
  expect(compareLanguages('home', { a: 'A', b: 'B' }, { a: 'A' })).toEqual(['home:b is missing in French'])
  expect(compareLanguages('home', {}, { c: 'C' })).toEqual(['home:c is missing in English'])
})

it('finds a message that does not parse', () => {
  expect(compareLanguages('home', { a: '{n, plural, one {x}}' }, { a: 'x' })[0]).toContain('does not parse')
})

it('finds a placeholder that one language forgot', () => {
  expect(compareLanguages('home', { a: '{n} open' }, { a: 'ouvert' })).toEqual(['home:a waits for {n} in English but {} in French'])
})

it('knows keys in quotes, with their namespace, and behind a template', () => {
  const code = "t('plain'); t('home:named'); t(`state.${state}`); t(`${what}.title`)"
  expect(unusedKeys('home', ['plain', 'named', 'state.open', 'pins.title', 'lonely'], code)).toEqual(['home:lonely is used nowhere'])
})

it('reads the files of both languages', () => {
  const files = [
    { path: 'web/i18n/en/home.json', text: '{"a":"A"}' },
    { path: 'web/i18n/fr/home.json', text: '{}' },
    { path: 'web/Home.tsx', text: "t('a')" },
  ]
  expect(checkTexts(files)).toEqual({ ok: false, output: 'home:a is missing in French' })
})
