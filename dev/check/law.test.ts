// The import law must really read .ts and .tsx and really fail: each case is a small tree with one forbidden import.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { cruise } from 'dependency-cruiser'
import { afterAll, beforeAll, expect, it } from 'vitest'

const { default: law } = await import(resolve('.dependency-cruiser.mjs'))
const root = mkdtempSync(join(tmpdir(), 'tenantry-law-'))
const home = process.cwd()

beforeAll(() => {
  writeFileSync(join(root, 'package.json'), '{"type":"module","dependencies":{"kysely":"1"},"devDependencies":{"vite":"1"}}')
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

async function brokenRules(files: Record<string, string>): Promise<string[]> {
  const tree = mkdtempSync(join(root, 'tree-'))
  writeFileSync(join(tree, 'package.json'), '{"type":"module","dependencies":{"kysely":"1"},"devDependencies":{"vite":"1"}}')
  symlinkSync(resolve('node_modules'), join(tree, 'node_modules'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), text)
  }
  const { options, forbidden } = law
  process.chdir(tree)
  try {
    const folders = [...new Set(Object.keys(files).map((path) => path.split('/')[0] as string))]
    const { output } = await cruise(folders, { ...options, baseDir: tree, validate: true, ruleSet: { forbidden } } as never)
    if (typeof output === 'string') throw new Error(output)
    return output.summary.violations.map((violation) => violation.rule.name)
  } finally {
    process.chdir(home)
  }
}

const leaf = 'export const leaf = 1\n'
const cases: [string, string, Record<string, string>][] = [
  [
    'web-meets-contract',
    'a .tsx of web imports the server',
    {
      'web/pages/X.tsx':
        "import { leaf } from '../../server/a.ts'\nexport const X = ({ n }: { n: number }) => <b onClick={() => leaf}>{n}</b>\n",
      'server/a.ts': leaf,
    },
  ],
  [
    'web-meets-contract',
    'a type-only import counts as well',
    { 'web/a.ts': "import type { T } from '../server/a.ts'\nexport const t = {} as T\n", 'server/a.ts': 'export type T = string\n' },
  ],
  [
    'contract-stands-alone',
    'the contract imports the server',
    { 'contract/a.ts': "export { leaf as b } from '../server/a.ts'\n", 'server/a.ts': leaf },
  ],
  [
    'simulator-stands-alone',
    'the simulator imports the contract',
    { 'simulator/a.ts': "await import('../contract/a.ts')\n", 'contract/a.ts': leaf },
  ],
  [
    'server-returned-mail',
    'the reading of returned mail imports a feature',
    { 'server/returned-mail/a.ts': "import '../features/home/a.ts'\n", 'server/features/home/a.ts': leaf },
  ],
  ['cli-meets-contract', 'the command line imports the server', { 'cli/a.ts': "import '../server/base/a.ts'\n", 'server/base/a.ts': leaf }],
  [
    'cli-meets-contract',
    'the command line imports the browser',
    { 'cli/a.ts': "import '../web/i18n/i18n.ts'\n", 'web/i18n/i18n.ts': leaf },
  ],
  [
    'cli-meets-contract',
    'the command line takes other sentences of the web interface',
    { 'cli/a.ts': "import '../web/i18n/en/home.json' with { type: 'json' }\n", 'web/i18n/en/home.json': '{}' },
  ],
  [
    'server-feature-alone',
    'a server feature imports another',
    { 'server/features/home/home.queries.ts': "import '../sync/sync.rules.ts'\n", 'server/features/sync/sync.rules.ts': leaf },
  ],
  [
    'web-feature-alone',
    'a web feature imports another',
    {
      'web/features/home/Home.tsx': "import { leaf } from '../sync/sync.ts'\nexport const Home = () => <i>{leaf}</i>\n",
      'web/features/sync/sync.ts': leaf,
    },
  ],
  [
    'microsoft-one-door',
    'a query calls Microsoft',
    { 'server/features/home/home.queries.ts': "import '../../microsoft/http.ts'\n", 'server/microsoft/http.ts': leaf },
  ],
  [
    'routes-hold-no-sql',
    'a route builds SQL',
    { 'server/features/home/home.routes.ts': "import { sql } from 'kysely'\nexport const q = sql\n" },
  ],
  [
    'pure-stays-pure',
    'rules reach for the database',
    { 'server/features/home/home.rules.ts': "import '../../db/db.ts'\n", 'server/db/db.ts': leaf },
  ],
  ['server-base', 'base looks up', { 'server/base/a.ts': "import '../db/db.ts'\n", 'server/db/db.ts': leaf }],
  [
    'server-mail',
    'the mailer asks Microsoft itself',
    { 'server/mail/mailer.ts': "import '../microsoft/graph/mail.ts'\n", 'server/microsoft/graph/mail.ts': leaf },
  ],
  ['server-mail', 'the mailer keeps a ledger', { 'server/mail/mailer.ts': "import '../db/db.ts'\n", 'server/db/db.ts': leaf }],
  [
    'server-webhooks',
    'the sender of webhooks mails',
    { 'server/webhooks/a.ts': "import '../mail/mail.ts'\n", 'server/mail/mail.ts': leaf },
  ],
  [
    'server-webhooks',
    'the sender of webhooks knows a feature',
    { 'server/webhooks/a.ts': "import '../features/home/home.rules.ts'\n", 'server/features/home/home.rules.ts': leaf },
  ],
  ['server-db', 'the database mails', { 'server/db/a.ts': "import '../mail/mail.ts'\n", 'server/mail/mail.ts': leaf }],
  [
    'pure-stays-pure',
    'rules send a webhook',
    { 'server/features/home/home.rules.ts': "import '../../webhooks/a.ts'\n", 'server/webhooks/a.ts': leaf },
  ],
  [
    'server-one-list-of-features',
    'the app picks a feature itself',
    { 'server/app.ts': "import './features/home/home.rules.ts'\n", 'server/features/home/home.rules.ts': leaf },
  ],
  [
    'network-doors',
    'a feature opens connections of its own',
    { 'server/features/home/home.actions.ts': "import { request } from 'undici'\nrequest('')\n" },
  ],
  ['network-doors', 'the database asks over the network', { 'server/db/a.ts': "import { get } from 'node:https'\nget('')\n" }],
  ['no-circle', 'two files import each other', { 'server/base/a.ts': "import './b.ts'\n", 'server/base/b.ts': "import './a.ts'\n" }],
  ['no-dev-package-at-run-time', 'the server uses a development package', { 'server/base/a.ts': "import 'vite'\n" }],
  ['no-missing-module', 'an import leads nowhere', { 'web/a.ts': "import './gone.ts'\n" }],
]

it.each(cases)('%s fails when %s', async (rule, _, files) => {
  expect(await brokenRules(files)).toContain(rule)
})

it('a lawful tree passes', async () => {
  const files = {
    'contract/a.ts': leaf,
    'cli/a.ts': "import '../contract/a.ts'\nimport '../web/i18n/fr/signInCauses.json' with { type: 'json' }\n",
    'web/i18n/fr/signInCauses.json': '{}',
    'server/base/a.ts': leaf,
    'server/mail/mailer.ts': "import '../base/a.ts'\nexport const send = 1\n",
    'server/webhooks/sender.ts': "import '../base/a.ts'\nexport const call = 1\n",
    'server/features/home/actions/tell.ts': "import '../../../mail/mailer.ts'\nimport '../../../webhooks/sender.ts'\n",
    'server/microsoft/http.ts': "import '../base/a.ts'\nexport type Raw = { id: string }\n",
    'server/features/home/home.sync.ts': "import '../../microsoft/http.ts'\nimport './home.mapping.ts'\n",
    'server/features/home/home.mapping.ts': "import type { Raw } from '../../microsoft/http.ts'\nexport const map = (raw: Raw) => raw.id\n",
    'web/ui/Badge.tsx': 'export const Badge = () => <b>1</b>\n',
    'web/features/home/Home.tsx':
      "import { leaf } from '../../../contract/a.ts'\nimport { Badge } from '../../ui/Badge.tsx'\nexport const Home = () => <Badge key={leaf} />\n",
  }
  expect(await brokenRules(files)).toEqual([])
})
