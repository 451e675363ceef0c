// P10: two processes against the simulated Partner Center, which counts every interval of a period and refuses what is too much.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Simulator } from '../../../simulator/simulator.ts'
import { CLIENT_ID, CLIENT_SECRET } from '../../../simulator/simulator.ts'
import { control } from '../../../simulator/testing/commander.ts'
import { MAIN_TENANT, startForTests } from '../../../simulator/testing/relying-party.ts'
import { createDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { readConfig } from '../../base/config.ts'
import { createLog } from '../../base/log.ts'
import { type DbDoor, openDb } from '../../db/db.ts'
import { createRateStore } from '../../db/rate-budgets.ts'
import { emptyVault } from '../login/token-vault.ts'
import { createMicrosoft, type Microsoft } from '../microsoft.ts'

// The documented 500 a minute, three times as fast: slow enough that a busy machine does not blur it, and the test ends in half a minute.
const speed = 3
const limit = { most: 500, periodMs: 60_000 / speed }
let simulator: Simulator
let database: TestDatabase
const processes: { microsoft: Microsoft; door: DbDoor; stop(): Promise<void> }[] = []

beforeAll(async () => {
  simulator = await startForTests({ customers: 20 })
  database = await createDatabase()
  const { origin } = simulator
  const config = readConfig({
    MICROSOFT_LOGIN_URL: origin,
    MICROSOFT_PARTNER_CENTER_URL: origin,
    MICROSOFT_CLIENT_ID: CLIENT_ID,
    MICROSOFT_CLIENT_SECRET: CLIENT_SECRET,
    MICROSOFT_RATE_SPEED: String(speed),
  })
  const log = createLog('silent')
  for (let process = 0; process < 2; process += 1) {
    const door = openDb({ url: database.url, connections: 4, onError: () => {} })
    const rates = await createRateStore(door, () => {})
    const microsoft = createMicrosoft(config, log, { vault: emptyVault, rates })
    processes.push({
      microsoft,
      door,
      stop: async () => {
        await microsoft.close()
        rates.close()
        await door.close()
      },
    })
  }
})
afterAll(async () => {
  for (const { stop } of processes) await stop()
  await simulator.stop()
  await database.drop()
})

/** Asks with sixteen callers in each process; gives when each answer came. */
async function ask(forMs: number): Promise<number[]> {
  const answered: number[] = []
  const until = Date.now() + forMs
  const callers = processes.flatMap(({ microsoft }) =>
    Array.from({ length: 16 }, async () => {
      while (Date.now() < until) {
        await microsoft.partnerCenter(MAIN_TENANT).send({ path: '/v1/customers?size=1', resource: 'customer' })
        answered.push(Date.now())
      }
    }),
  )
  await Promise.all(callers)
  return answered
}

it('P10: at least 95 % of what Partner Center allows is used, and at most 0.5 % of the calls refused', async () => {
  await ask(100)
  await control(simulator.origin, 'POST', '/limits', { throttle: `customer=${limit.most}/${limit.periodMs / 1000}` })
  let best = { used: 0, refused: 1 }
  // A machine that stalls for a moment wastes slots and bunches calls: the better of two runs counts.
  for (let run = 0; run < 2 && (best.used < 0.95 || best.refused > 0.005); run += 1) {
    const before = await refusals()
    const answered = await ask(24_000)
    const spanMs = Math.max(...answered) - Math.min(...answered)
    const found = {
      used: ((answered.length / spanMs) * limit.periodMs) / limit.most,
      refused: ((await refusals()) - before) / answered.length,
    }
    if (found.used - found.refused > best.used - best.refused) best = found
  }
  expect(best.refused).toBeLessThanOrEqual(0.005)
  expect(best.used).toBeGreaterThanOrEqual(0.95)
}, 120_000)

async function refusals(): Promise<number> {
  const { body } = await control(simulator.origin, 'GET', '/limits')
  return (body.limits as { name: string; refused: number }[]).find(({ name }) => name === 'customer')?.refused ?? 0
}
