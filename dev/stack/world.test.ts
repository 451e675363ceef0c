// A data folder keeps its world, and says so when it changes.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { chooseWorld, WorldMismatch } from './world.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-world-'))
  made.push(folder)
})
const made: string[] = []
afterAll(() => {
  for (const each of made) rmSync(each, { recursive: true, force: true })
})

it('begins with 250 customers and keeps what was asked for', () => {
  const silent = () => expect.unreachable()
  expect(chooseWorld(folder, { source: 'simulator', customers: undefined }, silent).customers).toBe(250)
  const other = mkdtempSync(join(folder, 'other-'))
  chooseWorld(other, { source: 'simulator', customers: 1000 }, silent)
  expect(chooseWorld(other, { source: 'simulator', customers: undefined }, silent).customers).toBe(1000)
})

it('says that the number changes', () => {
  const said: string[] = []
  chooseWorld(folder, { source: 'simulator', customers: 250 }, (line) => said.push(line))
  chooseWorld(folder, { source: 'simulator', customers: 300 }, (line) => said.push(line))
  expect(said.join()).toMatch(/had 250 customers and now has 300/)
})

it('refuses to mix the simulator with the samples', () => {
  chooseWorld(folder, { source: 'simulator', customers: undefined }, () => {})
  expect(() => chooseWorld(folder, { source: 'samples', customers: undefined }, () => {})).toThrow(WorldMismatch)
})
