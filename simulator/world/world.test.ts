// The world itself: the same seed gives the same world, names that try a product are in it, time passes as scripted, a restart keeps everything.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { beginWorld } from '../begin-world.ts'
import { createClock } from './clock.ts'
import { applyCommand } from './commands.ts'
import { delegationOf, domainsOf, hasActiveDelegation } from './customer.ts'
import { openJournal } from './journal.ts'
import { DAY, endOf, statusOf } from './relationship.ts'
import { SPECIALS } from './specials.ts'
import { createWorld, type World } from './world.ts'

const BEGAN = Date.UTC(2026, 8, 1)
const worldOf = (seed: number, customers: number) => {
  let real = BEGAN + 3_600_000
  const world = createWorld({ seed, customers, beganAt: BEGAN, clock: createClock(() => real) })
  return { world, pass: (days: number) => (real += days * DAY) }
}
const summary = (world: World) => {
  const now = world.now()
  return world.partners.map((partner) =>
    partner.customers.map((one) => [one.tenantId, one.name, one.domain, one.leftAt, delegationOf(one, now)]),
  )
}

test('the same seed gives the same world and the same life; another seed another one', () => {
  const [a, b, c] = [worldOf(7, 300), worldOf(7, 300), worldOf(8, 300)]
  expect(summary(a.world)).toEqual(summary(b.world))
  a.pass(40)
  summary(a.world)
  a.pass(20)
  b.pass(60)
  expect(summary(a.world)).toEqual(summary(b.world))
  expect(summary(a.world)[0]?.[0]).not.toEqual(summary(c.world)[0]?.[0])
})

test('S25: every kind of difficult name is among 250 customers, identifiers and domains are unique', () => {
  const { world } = worldOf(1, 250)
  const { customers } = world.partners[0]
  const names = new Set(customers.map((one) => one.name))
  for (const special of SPECIALS) expect(names).toContain(special.name)
  for (const sign of ['=', '+', '-', '@'])
    expect(
      [...names].some((name) => name.startsWith(sign)),
      sign,
    ).toBe(true)
  for (const script of [
    /\p{Script=Greek}/u,
    /\p{Script=Cyrillic}/u,
    /\p{Script=Arabic}/u,
    /\p{Script=Han}|\p{Script=Katakana}/u,
    /Œ/,
    /Æ/,
    /ß/,
    /Ł/,
    /[";,]/,
  ]) {
    expect(
      [...names].some((name) => script.test(name)),
      String(script),
    ).toBe(true)
  }
  expect(Math.max(...[...names].map((name) => name.length))).toBeGreaterThan(120)
  expect(new Set(customers.map((one) => one.tenantId)).size).toBe(250)
  expect(new Set(customers.map((one) => one.prefix)).size).toBe(250)
  for (const customer of customers) expect(domainsOf(customer)).toContain(customer.domain)
})

test('delegation states are spread as in a real list, some end within 30 days', () => {
  const { world } = worldOf(3, 4000)
  const now = world.now()
  const count = (state: string) => world.partners[0].customers.filter((one) => delegationOf(one, now) === state).length / 4000
  expect(count('active')).toBeGreaterThan(0.74)
  expect(count('active')).toBeLessThan(0.82)
  for (const state of ['pending', 'expired', 'terminated', 'none']) expect(count(state), state).toBeGreaterThan(0.02)
  const soon = world.partners[0].customers.filter((one) =>
    one.relationships.some((held) => statusOf(held, now) === 'active' && (endOf(held, now) ?? 0) < now + 30 * DAY),
  )
  expect(soon.length).toBeGreaterThan(200)
  expect(world.partners[0].customers.some((one) => one.relationships.length > 1)).toBe(true)
  expect(world.partners[1].customers).toHaveLength(42)
})

test('when the clock passes its end a relationship expires, unless it extends itself', () => {
  const { world, pass } = worldOf(3, 400)
  const relationships = world.partners[0].customers
    .flatMap((one) => one.relationships)
    .filter((held) => statusOf(held, world.now()) === 'active')
  const ending = relationships.filter((held) => !held.autoExtends)
  const extending = relationships.filter((held) => held.autoExtends)
  pass(800)
  expect(ending.every((held) => statusOf(held, world.now()) === 'expired')).toBe(true)
  expect(extending.length).toBeGreaterThan(10)
  expect(extending.every((held) => statusOf(held, world.now()) === 'active' && (endOf(held, world.now()) ?? 0) > world.now())).toBe(true)
})

test('with the days some appear, are renamed and leave', () => {
  const { world, pass } = worldOf(1, 500)
  const before = summary(world)[0] ?? []
  pass(30)
  const after = summary(world)[0] ?? []
  expect(after.length).toBeGreaterThan(before.length)
  expect(before.some((row, place) => row[1] !== after[place]?.[1])).toBe(true)
  expect(after.some((row) => row[3] !== null)).toBe(true)
})

test('leaving ends the delegation; coming back brings a new relationship', () => {
  const { world } = worldOf(1, 50)
  const customer = world.partners[0].customers.find((one) => hasActiveDelegation(one, world.now()))
  if (!customer) throw new Error('nobody has an active relationship')
  const held = customer.relationships.length
  applyCommand(world, { name: 'leave', tenantId: customer.tenantId }, world.now())
  expect(hasActiveDelegation(customer, world.now())).toBe(false)
  applyCommand(world, { name: 'return', tenantId: customer.tenantId }, world.now() + 5000)
  expect(customer.relationships).toHaveLength(held + 1)
  expect(delegationOf(customer, world.now() + 6000)).toBe('active')
})

test('each delegation state can be ordered', () => {
  const { world } = worldOf(1, 30)
  for (const customer of world.partners[0].customers) {
    for (const delegation of [
      'expired',
      'active',
      'pending',
      'none',
      'active',
      'terminated',
      'pending',
      'expired',
      'terminated',
    ] as const) {
      applyCommand(world, { name: 'change', tenantId: customer.tenantId, change: { delegation } }, world.now())
      expect(delegationOf(customer, world.now()), customer.name).toBe(delegation)
    }
  }
})

test('a restart on the same journal gives the same world, also when its last line was cut', () => {
  const directory = mkdtempSync(join(tmpdir(), 'simulator-'))
  const path = join(directory, 'state.jsonl')
  const start = (customers?: number) => {
    const journal = openJournal(path)
    const begun = beginWorld(journal, { seed: undefined, customers })
    journal.rewrite(begun.entries)
    return { ...begun, journal }
  }
  const first = start(120)
  const tenantId = first.world.partners[0].customers[5]?.tenantId ?? ''
  first.journal.append({ kind: 'clock', at: first.world.now(), offsetMs: 20 * DAY })
  first.world.clock.setOffset(20 * DAY)
  const at = first.world.now()
  for (const command of [
    { name: 'change', tenantId, change: { name: 'Renamed' } },
    { name: 'leave', tenantId },
  ] as const) {
    applyCommand(first.world, command, at)
    first.journal.append({ kind: 'command', at, command })
  }
  writeFileSync(path, `${readFileSync(path, 'utf8')}{"kind":"comm`)
  const second = start()
  expect(summary(second.world)).toEqual(summary(first.world))
  expect(second.world.customer(tenantId)?.customer).toMatchObject({ name: 'Renamed', leftAt: at })
  expect(second.signingKey).toEqual(first.signingKey)
  const other = start(90)
  expect(other.world.partners[0].customers).toHaveLength(90)
  expect(other.signingKey).toEqual(first.signingKey)
  rmSync(directory, { recursive: true })
})
