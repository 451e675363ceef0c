// The `tenantry` command on a product that listens: simulated cloud, API on a real database, and the operator's token. Entered by the
// tests of cli/.
import { expect } from 'vitest'
import { run } from '../../cli/run.ts'
import type { ExitCode, Surroundings } from '../../cli/surroundings.ts'
import { registerWebhooks } from '../../server/features/sync/actions/register-webhook.ts'
import { relationshipPages } from '../../server/microsoft/graph/delegated-admin-relationships.ts'
import { startApi, type TestApi } from './api.ts'
import { startCloud, type TestCloud } from './cloud.ts'

export const operatorToken = 'operator-of-the-tests-0123456789abcdef'

export type Said = { code: ExitCode; out: string; error: string }
export type Operated = {
  cloud: TestCloud
  api: TestApi
  url: string
  partnerId: string
  /** The simulator's control API. */
  control(method: string, path: string, body?: object): Promise<Record<string, string>>
  /** Answers one question after the other where there is a terminal; without them there is none. */
  tenantry(words: string[], ask?: Surroundings['ask']): Promise<Said>
  stop(): Promise<void>
}

/** Runs the command in this process, with nothing of this process's environment. */
export async function runTenantry(words: readonly string[], given: Partial<Surroundings> = {}): Promise<Said> {
  let out = ''
  let error = ''
  const write = (text: string) => {
    out += text
  }
  const complain = (text: string) => {
    error += text
  }
  const code = await run(words, { env: {}, write, complain, ask: null, ...given })
  return { code, out, error }
}

export async function startOperated(env: Record<string, string> = {}, customers = 20, partner = 0): Promise<Operated> {
  const cloud = await startCloud(customers, { redirectUri: 'http://localhost:4600/connection/callback' })
  const partnerId = cloud.partners[partner] ?? ''
  const control: Operated['control'] = async (method, path, body) => {
    const answer = await fetch(`${cloud.cloud.address}/control${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true)
    return answer.status === 204 ? {} : ((await answer.json()) as Record<string, string>)
  }
  const { refreshToken } = await control('POST', '/refresh-tokens', { partnerTenantId: partnerId })
  const api = await startApi({
    ...cloud.env,
    TENANTRY_PARTNERS: partnerId,
    TENANTRY_OPERATOR_TOKEN: operatorToken,
    MICROSOFT_REFRESH_TOKENS: `${partnerId}:${refreshToken}`,
    // A simulated cloud reaches this machine.
    MICROSOFT_WEBHOOK_AUTHORITY: 'c2ltdWxhdGVk',
    MAIL_BOUNCES_MAILBOX: 'integration@aurore-cloud.example',
    ...env,
  })
  await api.services.door.identity
    .insertInto('partners')
    .values({ partner_id: partnerId })
    .onConflict((on) => on.doNothing())
    .execute()
  await registerWebhooks(api.services, partnerId)
  const url = await api.app.listen({ host: '127.0.0.1', port: 0 })
  return {
    cloud,
    api,
    url,
    partnerId,
    control,
    tenantry: (words, ask = null) =>
      runTenantry([...words, '--url', url], { env: { TENANTRY_OPERATOR_TOKEN: operatorToken }, ...(ask && { ask }) }),
    stop: async () => {
      await api.stop()
      await cloud.cloud.stop()
    },
  }
}

/** The customers by whom the checks try the way into tenants: those of the first active relationships. */
export async function exampleCustomers({ api, partnerId }: Pick<Operated, 'api' | 'partnerId'>): Promise<string[]> {
  const found = new Set<string>()
  for await (const page of relationshipPages(api.services.microsoft.graph(partnerId), {}))
    for (const { state, tenantId } of page.records) if (state === 'active' && tenantId) found.add(tenantId)
  return [...found].slice(0, 3)
}
