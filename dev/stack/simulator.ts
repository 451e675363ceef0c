// Starts the simulated Microsoft cloud in its own process. Entered by dev/stack/stack.ts.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
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
  /** Where the authority lies that vouches for the certificate of its events; null where it tells none. */
  webhookAuthority: string | null
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

/** As the server's configuration wants it. */
export async function webhookAuthorityOf({ webhookAuthority }: SimulatorReady): Promise<string> {
  if (webhookAuthority === null) return ''
  const answer = await fetch(webhookAuthority)
  if (!answer.ok) throw new Error(`The simulated cloud gives no authority for its events: ${answer.status}`)
  return Buffer.from(await answer.text()).toString('base64')
}

export type RefreshToken = { partnerId: string; refreshToken: string }

/**
 * A refresh token for each partner, as if its integration account had signed in with MFA: `npm start` is connected from the start. Asked
 * for once and kept in the data folder, so that a later start does not undo a sign-in made since.
 */
export async function refreshTokensOf({ control, partners }: SimulatorReady, dataDir: string): Promise<RefreshToken[]> {
  const file = join(dataDir, 'refresh-tokens.json')
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RefreshToken[]) : []
  if (partners.every(({ tenantId }) => kept.some(({ partnerId }) => partnerId === tenantId))) return kept
  const minted = await Promise.all(partners.map(({ tenantId }) => mintRefreshToken(control, tenantId)))
  writeFileSync(file, JSON.stringify(minted), { mode: 0o600 })
  return minted
}

async function mintRefreshToken(control: string, partnerTenantId: string): Promise<RefreshToken> {
  const answer = await fetch(`${control}/refresh-tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ partnerTenantId }),
  })
  if (!answer.ok) throw new Error(`The simulated cloud gives no refresh token for ${partnerTenantId}: ${await answer.text()}`)
  const { refreshToken } = (await answer.json()) as { refreshToken: string }
  return { partnerId: partnerTenantId, refreshToken }
}
