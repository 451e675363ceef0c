// Which simulated world a data folder holds: how many customers, from where. Entered by dev/stack/stack.ts.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Source = 'simulator' | 'samples'
export type World = { source: Source; customers: number }

export const usualCustomers = 250

export class WorldMismatch extends Error {}

/** The world kept in the folder, changed as asked; `customers` undefined keeps the number there is. */
export function chooseWorld(dataDir: string, asked: { source: Source; customers: number | undefined }, say: (line: string) => void): World {
  const file = join(dataDir, 'world.json')
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as World) : undefined
  if (kept && kept.source !== asked.source) {
    throw new WorldMismatch(
      `${dataDir} holds data of the ${kept.source}. Give --source ${asked.source} a folder of its own with --data DIR.`,
    )
  }
  const world = { source: asked.source, customers: asked.customers ?? kept?.customers ?? usualCustomers }
  if (kept && kept.customers !== world.customers) {
    say(
      `The world in ${dataDir} had ${kept.customers} customers and now has ${world.customers}: the next synchronisation brings the difference.`,
    )
  }
  writeFileSync(file, JSON.stringify(world))
  return world
}
