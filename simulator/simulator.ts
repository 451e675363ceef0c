// Starts the whole simulated cloud on one port and stops it again. Entered by main.ts and by tests.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import type { JWK } from 'oidc-provider'
import { type ApiParts, createPace } from './api-parts.ts'
import { beginWorld } from './begin-world.ts'
import { registerControl } from './control/routes.ts'
import { registerGraphScope } from './graph/answer.ts'
import { registerContracts } from './graph/contracts.ts'
import { registerDelegatedAdmin } from './graph/delegated-admin.ts'
import { registerDirectory } from './graph/directory.ts'
import { registerInbox } from './inbox/routes.ts'
import { startInbox } from './inbox/smtp.ts'
import { createTokenReader } from './login/access-tokens.ts'
import { createAdapterFactory } from './login/adapter.ts'
import { createConsents } from './login/consents.ts'
import { createProvider } from './login/provider.ts'
import { createResources } from './login/resources.ts'
import { registerLogin } from './login/routes.ts'
import { createTenants } from './login/tenants.ts'
import type { Options } from './options.ts'
import { registerPartnerCenter } from './partner-center/routes.ts'
import { registerPortals } from './portals/routes.ts'
import { registerSamples } from './samples/routes.ts'
import { ACCOUNTS } from './world/accounts.ts'
import { createAnnouncements } from './world/announcements.ts'
import { openJournal } from './world/journal.ts'

export const CLIENT_ID = '7f3f2a6e-51b0-4c9f-8a56-2b8f0d9c4e11'
export const CLIENT_SECRET = 'simulated-client-secret'

export type Simulator = { origin: string; ready: Record<string, unknown>; stop(): Promise<void> }

export async function startSimulator(options: Options): Promise<Simulator> {
  // The address must be known before the provider is built, so the port is taken first.
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port, '127.0.0.1', () => resolve()))
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  const journal = openJournal(options.stateFile)
  const begun = beginWorld(journal, options)
  const { adapter, lasting } = createAdapterFactory(journal)
  const consents = createConsents(journal)
  journal.rewrite([...begun.entries, ...lasting(), ...consents.entries()])

  const app = Fastify({
    serverFactory: (handler) => server.on('request', handler),
    bodyLimit: 1_048_576,
    routerOptions: { querystringParser: (text) => Object.fromEntries(new URLSearchParams(text)), maxParamLength: 200 },
  })
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
  const { world } = begun
  const inbox = await startInbox(options.smtpPort)
  const parts: ApiParts = {
    world,
    readToken: createTokenReader(begun.signingKey, origin),
    origin,
    pace: createPace(),
    announcements: createAnnouncements(),
  }
  const tenants = createTenants(world)
  const resources = createResources(origin)
  const client = {
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    redirectUris: options.redirectUris.length > 0 ? options.redirectUris : ['http://localhost:4600/auth/callback'],
  }
  const provider = createProvider({ origin, client, resources, signingKey: begun.signingKey as JWK, adapter })
  const login = { origin, provider, tenants, resources, consents, client }
  registerLogin(app, login)
  registerApis(app, parts, options.samplesDir)
  registerPortals(app, { ...parts, tenants })
  registerInbox(app, inbox)
  registerControl(app, { ...parts, journal, inbox, login })
  await app.ready()
  return {
    origin,
    ready: {
      ready: true,
      origin,
      control: `${origin}/control`,
      inbox: `${origin}/inbox`,
      smtpPort: inbox.port,
      clientId: client.clientId,
      clientSecret: client.clientSecret,
      partners: world.partners.map(({ tenantId, name, present }) => ({ tenantId, name, customers: present() })),
      accounts: ACCOUNTS.map(({ username, name, tenantId, organisation, role, note }) => ({
        username,
        name,
        tenantId,
        organisation,
        role,
        note: note.en,
      })),
    },
    stop: async () => {
      server.closeAllConnections()
      await Promise.all([app.close(), new Promise((resolve) => server.close(resolve)), inbox.stop()])
    },
  }
}

/** With `--samples` the partner's lists come from documented responses; the directory of the token's tenant stays. */
function registerApis(app: FastifyInstance, parts: ApiParts, samplesDir: string | undefined): void {
  registerGraphScope(app, (scope) => {
    registerDirectory(scope, parts)
    if (samplesDir !== undefined) return
    registerContracts(scope, parts)
    registerDelegatedAdmin(scope, parts)
  })
  if (samplesDir === undefined) registerPartnerCenter(app, parts)
  else registerSamples(app, samplesDir, parts)
}
