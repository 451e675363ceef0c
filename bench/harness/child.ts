// A Node process of ours that says with one line that it is ready or done, and is ended by its own handle. Entered by benches whose
// baseline or server needs a process of its own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { freePort } from '../../dev/stack/ports.ts'
import { memoryFlags } from '../../server/memory-flags.ts'
import type { Endings } from './endings.ts'

export type Child = { line: string; pid: number; stop: () => Promise<void> }

/** Later lines are read and thrown away. */
export async function startChild(args: string[], env: NodeJS.ProcessEnv, isReady = (_line: string) => true): Promise<Child> {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  const over = once(child, 'exit')
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await over
  }
  const lines = createInterface({ input: child.stdout })
  const said: string[] = []
  const line = await new Promise<string>((resolve, reject) => {
    lines.on('line', (each) => {
      if (isReady(each)) resolve(each)
      else if (said.push(each) > 20) said.shift()
    })
    over.then(([code]) => reject(new Error(`${args.join(' ')} ended with ${code} before it was ready: ${said.join('\n')}`)), reject)
  })
  lines.close()
  child.stdout.resume()
  return { line, pid: child.pid as number, stop }
}

/** The product's server on a database, as `npm run serve` starts it. */
export async function startServer(databaseUrl: string, env: NodeJS.ProcessEnv, endings: Endings): Promise<Child & { origin: string }> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const own = { NODE_ENV: 'production', DATABASE_URL: databaseUrl, TENANTRY_PORT: String(port), TENANTRY_BASE_URL: origin, ...env }
  const child = await startChild([...memoryFlags, 'server/main.ts'], own, (line) => line.includes('"msg":"ready"'))
  endings.add(child.stop)
  return { ...child, origin }
}

export type TestCloud = Child & {
  origin: string
  partnerId: string
  customers: number
  /** Points the product's server at it, for the main partner alone. */
  env: NodeJS.ProcessEnv
}

type SimulatorReady = {
  origin: string
  smtpPort: number
  clientId: string
  clientSecret: string
  partners: { tenantId: string; customers: number }[]
}

/** The simulated Microsoft cloud, as large as asked for. */
export async function startCloud(customers: number, endings: Endings, options: readonly string[] = []): Promise<TestCloud> {
  const child = await startChild(['simulator/main.ts', '--port', '0', '--customers', String(customers), ...options], {})
  endings.add(child.stop)
  const { origin, smtpPort, clientId, clientSecret, partners } = JSON.parse(child.line) as SimulatorReady
  const { tenantId, customers: present } = partners[0] as SimulatorReady['partners'][number]
  const env = {
    TENANTRY_PARTNERS: tenantId,
    MICROSOFT_LOGIN_URL: origin,
    MICROSOFT_GRAPH_URL: origin,
    MICROSOFT_PARTNER_CENTER_URL: origin,
    MICROSOFT_CLIENT_ID: clientId,
    MICROSOFT_CLIENT_SECRET: clientSecret,
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
  }
  return { ...child, origin, partnerId: tenantId, customers: present, env }
}

/** Of an integration account that has signed in. */
export async function refreshTokenOf({ origin, partnerId }: Pick<TestCloud, 'origin' | 'partnerId'>): Promise<string> {
  const answer = await fetch(`${origin}/control/refresh-tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ partnerTenantId: partnerId }),
  })
  return ((await answer.json()) as { refreshToken: string }).refreshToken
}
