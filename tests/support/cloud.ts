// The simulated cloud in this process, and the configuration that points the product at it. Entered by API tests.
import { CLIENT_ID, CLIENT_SECRET, type Simulator, startSimulator } from '../../simulator/simulator.ts'

export type TestCloud = {
  cloud: Simulator
  env: Record<string, string>
  partners: string[]
  accounts: { username: string; role: string; tenantId: string }[]
}

export type CloudOptions = { redirectUri?: string /** Reached through this address only; see faulty-cloud.ts. */; publicOrigin?: string }

export async function startCloud(
  customers = 20,
  { redirectUri = 'http://localhost:4600/sign-in/callback', publicOrigin }: CloudOptions = {},
): Promise<TestCloud> {
  const cloud = await startSimulator({
    port: 0,
    customers,
    seed: 1,
    redirectUris: [redirectUri],
    stateFile: undefined,
    smtpPort: 0,
    samplesDir: undefined,
    publicOrigin,
  })
  const { partners, accounts, smtpPort } = cloud.ready as {
    partners: { tenantId: string }[]
    accounts: TestCloud['accounts']
    smtpPort: number
  }
  const env = {
    MICROSOFT_LOGIN_URL: cloud.origin,
    MICROSOFT_GRAPH_URL: cloud.origin,
    MICROSOFT_PARTNER_CENTER_URL: cloud.origin,
    MICROSOFT_AZURE_URL: cloud.origin,
    MICROSOFT_PORTALS_BASE: `${cloud.origin}/portals/`,
    // Tests count calls, not minutes.
    MICROSOFT_RATE_LIMITS: 'none',
    MICROSOFT_CLIENT_ID: CLIENT_ID,
    MICROSOFT_CLIENT_SECRET: CLIENT_SECRET,
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
  }
  return { cloud, env, partners: partners.map((partner) => partner.tenantId), accounts }
}
