// Starts the product's server against the simulated cloud, and waits until its first customers can be seen. Entered by dev/stack/stack.ts.
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { memoryFlags } from '../../server/memory-flags.ts'
import type { RefreshToken, SimulatorReady } from './simulator.ts'
import { type Supervised, supervise } from './supervised.ts'

export type ServerPlan = {
  port: number
  baseUrl: string
  databaseUrl: string
  simulator: SimulatorReady
  /** Of the partners' integration accounts; an empty list leaves them unconnected. */
  refreshTokens: readonly RefreshToken[]
  operatorToken: string
  webhookAuthority: string
  dataDir: string
  webDir: string
  /** Flags for Node itself, such as --watch. */
  nodeArgs?: string[]
  say: (line: string) => void
  onChange?: () => void
}

function isReady(line: string): boolean {
  if (!line.includes('"ready"')) return false
  try {
    return (JSON.parse(line) as { msg?: string }).msg === 'ready'
  } catch {
    return false
  }
}

export function startServer({
  port,
  baseUrl,
  databaseUrl,
  simulator,
  refreshTokens,
  operatorToken,
  webhookAuthority,
  dataDir,
  webDir,
  nodeArgs = [],
  say,
  onChange,
}: ServerPlan): Supervised {
  return supervise({
    name: 'The server',
    args: [...memoryFlags, ...nodeArgs, 'server/main.ts'],
    env: {
      NODE_ENV: 'production',
      TENANTRY_BASE_URL: baseUrl,
      TENANTRY_PORT: String(port),
      TENANTRY_HOST: '127.0.0.1',
      TENANTRY_OPERATOR_TOKEN: operatorToken,
      TENANTRY_DATA_DIR: dataDir,
      TENANTRY_WEB_DIR: webDir,
      TENANTRY_PARTNERS: simulator.partners.map((partner) => partner.tenantId).join(','),
      DATABASE_URL: databaseUrl,
      MICROSOFT_LOGIN_URL: simulator.origin,
      MICROSOFT_GRAPH_URL: simulator.origin,
      MICROSOFT_PARTNER_CENTER_URL: simulator.origin,
      MICROSOFT_AZURE_URL: simulator.origin,
      MICROSOFT_WEBHOOK_AUTHORITY: webhookAuthority,
      MICROSOFT_REFRESH_TOKENS: refreshTokens.map(({ partnerId, refreshToken }) => `${partnerId}:${refreshToken}`).join(','),
      MICROSOFT_PORTALS_BASE: `${simulator.origin}/portals/`,
      MICROSOFT_CLIENT_ID: simulator.clientId,
      MICROSOFT_CLIENT_SECRET: simulator.clientSecret,
      SMTP_URL: `smtp://127.0.0.1:${simulator.smtpPort}`,
      ...returnedMailOf(simulator),
      // A receiver to try webhooks with runs on this machine.
      NOTIFY_ALLOW_PRIVATE: 'on',
    },
    logFile: join(dataDir, 'logs', 'server.log'),
    isReady,
    say,
    onChange,
  })
}

/** Notices are sent from a mailbox of the simulated cloud, so that what comes back is found there. */
function returnedMailOf({ accounts, partners }: SimulatorReady): Record<string, string> {
  const sender = accounts.find(({ username, tenantId }) => tenantId === partners[0]?.tenantId && username.startsWith('integration@'))
  return sender ? { MAIL_FROM: `Tenantry <${sender.username}>`, MAIL_BOUNCES_MAILBOX: sender.username } : {}
}

const firstCustomerWithinMs = 60_000

/** True as soon as the main partner has a customer to show; false where none arrives in time, which the interface then explains. */
export async function firstCustomersArrived(superuserUrl: string, partnerId: string, isOver: () => boolean): Promise<boolean> {
  const client = new pg.Client({ connectionString: superuserUrl.replace(/\/postgres$/, '/tenantry') })
  client.on('error', () => {})
  try {
    await client.connect()
    for (const deadline = Date.now() + firstCustomerWithinMs; Date.now() < deadline && !isOver(); await wait(50)) {
      const { rowCount } = await client.query('select 1 from customers where partner_id = $1 limit 1', [partnerId])
      if (rowCount) return true
    }
    return false
  } finally {
    await client.end().catch(() => {})
  }
}
