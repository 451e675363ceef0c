// One holder at a time; a holder that has ended, however it ended, blocks nobody.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { processStart } from '../base/process-start.ts'
import { FolderInUse, lockFolder } from './folder-lock.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('refuses a second holder and names the first', () => {
  const release = lockFolder(join(folder, 'lock'), 'the first')
  expect(() => lockFolder(join(folder, 'lock'), 'the second')).toThrow(FolderInUse)
  expect(() => lockFolder(join(folder, 'lock'), 'the second')).toThrow(`${process.pid} (the first)`)
  release()
  lockFolder(join(folder, 'lock'), 'the second')()
  expect(readdirSync(folder)).toEqual([])
})

it.each([
  ['whose process has ended', { pid: 2 ** 22 + 1, start: 'x', note: '' }],
  ['whose number now belongs to another process', { pid: process.pid, start: `not ${processStart(process.pid)}`, note: '' }],
])('takes over a lock %s', (_, holder) => {
  writeFileSync(join(folder, 'lock'), JSON.stringify(holder))
  const release = lockFolder(join(folder, 'lock'), 'mine')
  release()
  expect(readdirSync(folder)).toEqual([])
})

it('takes over a lock that was cut short', () => {
  writeFileSync(join(folder, 'lock'), '{"pid":')
  lockFolder(join(folder, 'lock'), 'mine')()
})
