// Starts the simulated Microsoft cloud in its own process. Entered by dev/stack/stack.ts.
import { join } from 'node:path'
import { type Supervised, supervise } from './supervised.ts'
import type { World } from './world.ts'

export type Account = { username: string; name: string; tenantId: string; organisation: string; role: string; note: string }
export type SimulatorReady = {
  origin: string
  control: string
  inbox: string
  smtpPort: number
  clientId: string
  clientSecret: string
  partners: { tenantId: string; name: string; customers: number }[]
  accounts: Account[]
}
export type SimulatorPlan = {
  port: number
  world: World
  samplesDir: string
  redirectUris: string[]
  dataDir: string
  say: (line: string) => void
  onChange?: () => void
}

const isReady = (line: string) => line.startsWith('{"ready":true')

export function startSimulator({ port, world, samplesDir, redirectUris, dataDir, say, onChange }: SimulatorPlan): Supervised {
  const samples = world.source === 'samples' ? ['--samples', samplesDir] : []
  const redirects = redirectUris.flatMap((uri) => ['--redirect-uri', uri])
  const state = ['--state', join(dataDir, 'simulator.json')]
  return supervise({
    name: 'The simulated Microsoft cloud',
    args: ['simulator/main.ts', '--port', String(port), '--customers', String(world.customers), ...redirects, ...state, ...samples],
    logFile: join(dataDir, 'logs', 'simulator.log'),
    isReady,
    say,
    onChange,
  })
}

export async function simulatorReady(simulator: Supervised): Promise<SimulatorReady> {
  return JSON.parse(await simulator.ready) as SimulatorReady
}
