// The words of the command line: what is meant, what is refused with what to do, and what is never printed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { operatorToken, runTenantry } from '../tests/support/command-line.ts'
import { findServer } from './server/find-server.ts'
import { CannotAsk } from './surroundings.ts'
import { en } from './texts/en.ts'
import { fr } from './texts/fr.ts'
import { printable } from './texts/printable.ts'
import { languageOf } from './texts/say.ts'

const folder = mkdtempSync(join(tmpdir(), 'tenantry-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const env = { TENANTRY_OPERATOR_TOKEN: operatorToken }

it('helps in both languages, for everything and for each command', async () => {
  for (const words of [[], ['--help'], ['-h']]) {
    const { code, out } = await runTenantry(words)
    expect([code, out]).toEqual([0, expect.stringContaining('tenantry doctor')])
    for (const flag of ['--data', '--url', '--token', '--partner', '--language']) expect(out).toContain(flag)
  }
  for (const [words, said] of [
    [['doctor', '--help'], '--json'],
    [['connect', '--help'], 'Enter checks again'],
    [['sync', '--help'], '--resource NAME'],
    [['sync', 'now', '--help'], '--tenant ID'],
    [['sync', '--help', '--language', 'fr'], '--resource NOM'],
  ] as const)
    expect((await runTenantry(words)).out).toContain(said)
})

describe('what means nothing is answered with what to do, and ends with 2', () => {
  it.each([
    [['dance'], 'There is no command “dance”: give doctor', 'La commande «\u202fdance\u202f» n’existe pas'],
    [['doctor', 'now'], '“now” is one word too many', '«\u202fnow\u202f» est un mot de trop'],
    [['doctor', '--tenant', 'x'], 'tenantry doctor does not know --tenant', 'ne connaît pas --tenant'],
    [['sync', 'status', '--resource', 'health'], 'does not know --resource', 'ne connaît pas --resource'],
    [['connect', '--json'], 'tenantry connect does not know --json', 'ne connaît pas --json'],
    [['doctor', '-x'], 'does not know -x', 'ne connaît pas -x'],
    [['doctor', '--url', '--json'], '--url needs a value', '--url attend une valeur'],
    [['doctor', '--token='], '--token needs a value', '--token attend une valeur'],
    [['doctor', '--json=yes'], '--json takes no value', '--json ne prend pas de valeur'],
    [['sync'], 'tenantry sync status, or tenantry sync now', 'tenantry sync status ou tenantry sync now'],
    [['sync', 'later'], 'Say what to do', 'Indiquez que faire'],
    [['sync', 'now', '--resource', 'mail'], 'not “mail”', 'pas «\u202fmail\u202f»'],
    [['sync', 'now', '--tenant', 'contoso'], 'not “contoso”', 'pas «\u202fcontoso\u202f»'],
    [['doctor', '--partner', 'contoso'], '--partner takes a tenant ID', '--partner prend un identifiant'],
    [['doctor', '--url', 'localhost'], 'is no address of a server', 'n’est pas l’adresse d’un serveur'],
    [['doctor', '--url', 'http://partners.example.com'], 'not sent to http://partners.example.com in clear text', 'pas envoyé en clair'],
  ])('%j', async (words, english, french) => {
    for (const [LANG, sentence] of [
      ['en_GB.UTF-8', english],
      ['fr_FR.UTF-8', french],
    ] as const) {
      const { code, out, error } = await runTenantry(words, { env: { ...env, LANG } })
      expect([code, out]).toEqual([2, ''])
      expect(error).toContain(sentence)
      expect(error).toMatch(/^[^\n]+\.\n$/)
    }
  })

  it('a language it does not speak', async () => {
    expect(await runTenantry(['doctor', '--language', 'de'])).toMatchObject({ code: 2, error: '--language takes en or fr, not “de”.\n' })
  })
})

describe('where the server is', () => {
  const none = { data: undefined, url: undefined, token: undefined, partner: undefined }
  it('flags, then the environment, then a data folder; never the token of one sent to another', () => {
    writeFileSync(join(folder, 'operator.json'), JSON.stringify({ url: 'http://127.0.0.1:4711', token: 'of the folder' }))
    const both = { TENANTRY_BASE_URL: 'https://a.example/', TENANTRY_OPERATOR_TOKEN: 'of the environment' }
    expect(findServer({ ...none, url: 'https://b.example', token: 'given' }, both)).toMatchObject({
      url: 'https://b.example',
      token: 'given',
    })
    expect(findServer(none, both)).toMatchObject({ url: 'https://a.example', token: 'of the environment' })
    expect(findServer({ ...none, data: folder }, both)).toMatchObject({ url: 'http://127.0.0.1:4711', token: 'of the folder' })
    expect(() => findServer({ ...none, url: 'https://b.example' }, {})).toThrow(new CannotAsk('use.tokenMissing'))
  })
  it('a folder without one, and one that cannot be read', async () => {
    const missing = await runTenantry(['doctor', '--data', join(folder, 'gone')])
    expect([missing.code, missing.error]).toEqual([2, expect.stringContaining('Start the product with npm start')])
    writeFileSync(join(folder, 'operator.json'), '{')
    expect((await runTenantry(['doctor', '--data', folder])).error).toContain('cannot be read as address and token')
  })
})

describe('a server that cannot be asked', () => {
  async function against(answer: { status: number; body: string; headers?: Record<string, string> }) {
    const server = createServer((_request, response) => response.writeHead(answer.status, answer.headers).end(answer.body))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    try {
      return await runTenantry(['doctor', '--url', url], { env })
    } finally {
      server.close()
    }
  }
  const problem = (status: number, code: string) => JSON.stringify({ type: 'x', title: 'x', status, code, requestId: 'r-1' })
  it.each([
    [{ status: 401, body: problem(401, 'not_signed_in') }, 'does not accept the token'],
    [{ status: 403, body: problem(403, 'forbidden') }, 'does not let the command line do this'],
    [{ status: 404, body: problem(404, 'not_found') }, 'not this version of Tenantry'],
    [{ status: 429, body: problem(429, 'too_many_requests'), headers: { 'retry-after': '7' } }, 'wait 7 seconds'],
    [{ status: 500, body: problem(500, 'internal') }, 'reference r-1'],
    [{ status: 503, body: problem(503, 'not_ready') }, 'is starting'],
    [{ status: 302, body: '', headers: { location: 'http://elsewhere.example/' } }, 'not this version of Tenantry'],
    [{ status: 200, body: '<html>' }, 'not this version of Tenantry'],
    [{ status: 200, body: '{}' }, 'not this version of Tenantry'],
    [{ status: 200, body: 'x'.repeat(5_000_000) }, 'not this version of Tenantry'],
  ])('%j', async (answer, sentence) => {
    const { code, error } = await against(answer)
    expect([code, error]).toEqual([2, expect.stringContaining(sentence)])
    expect(error).not.toContain(operatorToken)
  })
  it('nobody there', async () => {
    const { code, error } = await runTenantry(['doctor', '--url', 'http://127.0.0.1:4'], { env })
    expect([code, error]).toEqual([2, expect.stringContaining('check that it runs')])
  })
})

it('prints nothing a terminal would obey', () => {
  expect(printable('Evil\u001b[2J\u0007\r\nCorp\u202e!')).toBe('Evil [2J Corp !')
  expect(printable('x'.repeat(600))).toHaveLength(500)
})

it('reads the language as POSIX does', () => {
  expect(languageOf({ LANG: 'fr_CA.UTF-8' })).toBe('fr')
  expect(languageOf({ LANG: 'fr', LC_ALL: 'en_US' })).toBe('en')
  expect(languageOf({ LC_MESSAGES: 'fr@euro' })).toBe('fr')
  expect(languageOf({ LANG: 'frr_DE' })).toBe('en')
  expect(languageOf({})).toBe('en')
})

it('both languages wait for the same values, and French has its narrow spaces', () => {
  const waits = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort()
  for (const [key, text] of Object.entries(en)) expect(waits(fr[key as keyof typeof fr]), key).toEqual(waits(text))
  for (const [key, text] of Object.entries(fr)) expect(text, key).not.toMatch(/ [;!?»]|« | :(\s|$)|[^\u202f]»/)
})
