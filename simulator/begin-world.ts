// Builds the world: afresh, or as the journal says it was left. Entered by simulator.ts.
import { generateKeyPairSync, type JsonWebKey, randomUUID } from 'node:crypto'
import { type ClockSetting, createClock } from './world/clock.ts'
import { applyCommand, type Command } from './world/commands.ts'
import type { Entry, Journal } from './world/journal.ts'
import { createWorld, midnightOf, type World } from './world/world.ts'

export type Begun = { world: World; signingKey: JsonWebKey; entries: Entry[] }

export const DEFAULT_CUSTOMERS = 250
export const DEFAULT_SEED = 1

/** A journal of another world (other seed, other number of customers) is put aside; its keys and sign-ins stay good. */
export function beginWorld(journal: Journal, wanted: { seed: number | undefined; customers: number | undefined }): Begun {
  const kept = journal.entries.find((entry) => entry.kind === 'world')
  const goesOn = kept !== undefined && (wanted.seed ?? kept.seed) === kept.seed && (wanted.customers ?? kept.customers) === kept.customers
  const seed = Number(goesOn ? kept.seed : (wanted.seed ?? DEFAULT_SEED))
  const customers = Number(goesOn ? kept.customers : (wanted.customers ?? DEFAULT_CUSTOMERS))
  const beganAt = goesOn ? Number(kept.beganAt) : midnightOf(Date.now())
  const clock = createClock()
  const world = createWorld({ seed, customers, beganAt, clock })
  const story = goesOn ? journal.entries.filter((entry) => entry.kind === 'clock' || entry.kind === 'command') : []
  for (const entry of story) {
    world.liveUntil(Number(entry.at))
    if (entry.kind === 'clock') clock.set(settingOf(entry))
    else applyCommand(world, entry.command as Command, Number(entry.at))
  }
  const key = journal.entries.find((entry) => entry.kind === 'key')
  const signingKey = (key?.jwk as JsonWebKey | undefined) ?? createSigningKey()
  return { world, signingKey, entries: [{ kind: 'world', seed, customers, beganAt }, { kind: 'key', jwk: signingKey }, ...story] }
}

function settingOf({ offsetMs, speed, realAt }: Entry): Partial<ClockSetting> {
  return { offsetMs: Number(offsetMs), speed: Number(speed ?? 1), ...(realAt === undefined ? {} : { realAt: Number(realAt) }) }
}

function createSigningKey(): JsonWebKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: randomUUID() }
}
