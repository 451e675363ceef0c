// The rules on files must find what they are for.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { namedPaths, openingComment, sayingName, tracesOfMachine, treePaths } from './files.ts'

it('wants an opening comment in code, not in data', () => {
  expect(openingComment({ path: 'server/a.ts', text: 'export {}' })).toHaveLength(1)
  expect(openingComment({ path: 'server/a.ts', text: '// What for.\nexport {}' })).toEqual([])
  expect(openingComment({ path: 'web/a.json', text: '{}' })).toEqual([])
})

it('refuses names that say nothing', () => {
  for (const path of ['server/utils.ts', 'web/string-helpers.ts', 'server/common/a.ts', 'web/api-util.ts'])
    expect(sayingName({ path, text: '' })).toHaveLength(1)
  expect(sayingName({ path: 'server/commonwealth.ts', text: '' })).toEqual([])
})

it('finds a path of one machine', () => {
  const path = ['', 'home', 'ada', 'x'].join('/')
  expect(tracesOfMachine({ path: 'docs/a.md', text: `see\n${path}\n` })[0]).toMatch(/^docs\/a\.md:2/)
})

it('finds a link and a path in ARCHITECTURE.md that lead nowhere', () => {
  expect(namedPaths({ path: 'README.md', text: '[x](docs/gone.md) [y](https://example.com) [z](package.json)' })).toHaveLength(1)
  expect(namedPaths({ path: 'ARCHITECTURE.md', text: '`server/gone.ts` and `dev/check.ts`' })).toHaveLength(1)
})

it('reads the tree that opens ARCHITECTURE.md', () => {
  const text =
    '# A\n\n```\nserver/\n  main.ts     starts\n  features/   customers, home: what\nweb/\n  theme/ i18n/\nbench/        figures\n```\n'
  expect(treePaths(text)).toEqual(['server/', 'server/main.ts', 'server/features/', 'web/', 'web/theme/', 'web/i18n/', 'bench/'])
})

it('lists every key of the configuration for operators', async () => {
  const { ConfigSchema } = await import('../../server/base/config.ts')
  const page = readFileSync('docs/operate/configure.md', 'utf8')
  expect(Object.keys(ConfigSchema.shape).filter((key) => !page.includes(`\`${key}\``))).toEqual([])
})
