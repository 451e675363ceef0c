// Refresh tokens at rest: sealed, bound to their row, and openable only with the key that sealed them.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { open, parseSecretKeys, SecretKeyMissing, seal, secretKeyFile, secretKeysOfFolder } from './secret-keys.ts'

const [first, second] = [Buffer.alloc(32, 1).toString('base64'), Buffer.alloc(32, 2).toString('base64')]
const keys = parseSecretKeys(first)
const folder = mkdtempSync(join(tmpdir(), 'tenantry-keys-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('sealing', () => {
  it('gives back what was sealed, and never the same bytes twice', () => {
    const [one, two] = [seal(keys, 'a refresh token', 'row 1'), seal(keys, 'a refresh token', 'row 1')]
    expect(open(keys, one, 'row 1')).toBe('a refresh token')
    expect(one.bytes.equals(two.bytes)).toBe(false)
    expect(one.bytes.toString('latin1')).not.toContain('refresh')
  })

  it('does not open in another row, with another key, altered, or cut short', () => {
    const sealed = seal(keys, 'a refresh token', 'row 1')
    expect(() => open(keys, sealed, 'row 2')).toThrow(SecretKeyMissing)
    expect(() => open(parseSecretKeys(second), sealed, 'row 1')).toThrow(SecretKeyMissing)
    expect(() => open([], sealed, 'row 1')).toThrow('TENANTRY_SECRET_KEY')
    const altered = Buffer.from(sealed.bytes)
    altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1
    expect(() => open(keys, { ...sealed, bytes: altered }, 'row 1')).toThrow(SecretKeyMissing)
    for (const length of [0, 11, 12, 20, 28])
      expect(() => open(keys, { ...sealed, bytes: sealed.bytes.subarray(0, length) }, 'row 1'), String(length)).toThrow(SecretKeyMissing)
  })

  it('lets keys be changed: the newest seals, the older one still opens', () => {
    const before = seal(keys, 'old', 'row')
    const both = parseSecretKeys(`${second}, ${first}`)
    expect(open(both, before, 'row')).toBe('old')
    expect(seal(both, 'new', 'row').keyId).toBe(both[0]?.id)
    expect(both[0]?.id).not.toBe(before.keyId)
  })
})

it.each(['short', `${first.slice(0, -4)}====`, Buffer.alloc(31).toString('base64'), Buffer.alloc(33).toString('base64')])(
  'refuses the key %s',
  (text) => expect(() => parseSecretKeys(text)).toThrow('32 bytes'),
)

it('makes a key file only its owner may read, once', () => {
  expect(secretKeysOfFolder(folder, false)).toEqual([])
  const made = secretKeysOfFolder(folder, true)
  expect(made).toHaveLength(1)
  expect(statSync(secretKeyFile(folder)).mode & 0o777).toBe(0o600)
  const text = readFileSync(secretKeyFile(folder), 'utf8')
  expect(secretKeysOfFolder(folder, true)).toEqual(made)
  expect(readFileSync(secretKeyFile(folder), 'utf8')).toBe(text)
})
