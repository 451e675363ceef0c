// What is loaded with its page only stays out of what every page loads.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { pageNamespaces } from './page-namespaces.ts'

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8')
const pattern = `{${pageNamespaces.join(',')}}.json`

test.each(['en', 'fr'])('the texts of single pages are left out of those that every page loads in %s', (language) => {
  expect(read(`./all-${language}.ts`)).toContain(`'!./${language}/${pattern}'`)
  for (const namespace of pageNamespaces) expect(() => read(`./${language}/${namespace}.json`)).not.toThrow()
})

test('each of them can be loaded by its page', () => {
  expect(read('./i18n.ts')).toContain(`'./*/${pattern}'`)
})
