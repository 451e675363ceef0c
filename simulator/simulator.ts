// Starts the whole simulated cloud on one port and stops it again. Entered by main.ts and by tests.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import type { JWK } from 'oidc-provider'
import { type ApiParts, createPace } from './api-parts.ts'
import { registerAzureSupport } from './azure-support/routes.ts'
import { beginWorld } from './begin-world.ts'
import { registerControl } from './control/routes.ts'
import { createFaults } from './faults/faults.ts'
import { registerDisturbances } from './faults/hook.ts'
import { createLimits } from './faults/limits.ts'
import { applyThrottle } from './faults/throttle-setting.ts'
import { createHerald } from './graph/herald.ts'
import { registerGraph } from './graph/routes.ts'
import { registerInbox } from './inbox/routes.ts'
import { startInbox } from './inbox/smtp.ts'
import { createTokenReader } from './login/access-tokens.ts'
import { createAdapterFactory } from './login/adapter.ts'
import { createConsents } from './login/consents.ts'
import { createPeople } from './login/people.ts'
import { type ClientRegistration, createProvider } from './login/provider.ts'
import { createRegistration } from './login/registration.ts'
import { createResources } from './login/resources.ts'
import { registerLogin } from './login/routes.ts'
import { createTenants } from './login/tenants.ts'
import type { Options } from './options.ts'
import { registerPartnerCenter } from './partner-center/routes.ts'
import { registerPortals } from './portals/routes.ts'
import { createRunner } from './run-command.ts'
import { registerSamples } from './samples/routes.ts'
import { ACCOUNTS } from './world/accounts.ts'
import { createAnnouncements } from './world/announcements.ts'
import { createCommerce } from './world/commerce/commerce.ts'
import { openJournal } from './world/journal.ts'
import type { World } from './world/world.ts'

export const CLIENT_ID = '7f3f2a6e-51b0-4c9f-8a56-2b8f0d9c4e11'
export const CLIENT_SECRET = 'simulated-client-secret'

export type Simulator = {
  /** What it calls itself. */
  origin: string
  /** What it listens on. */
  address: string
  ready: Record<string, unknown>
  stop(): Promise<void>
}

export async function startSimulator(options: Options): Promise<Simulator> {
  // The address must be known before the provider is built, so the port is taken first.
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port, '127.0.0.1', () => resolve()))
  const address = `http://localhost:${(server.address() as AddressInfo).port}`
  const origin = options.publicOrigin ?? address
  const journal = openJournal(options.stateFile)
  const begun = beginWorld(journal, options)
  const { world } = begun
  const tokens = createAdapterFactory(journal, { now: world.now, secret: String(begun.signingKey.d), origin })
  const consents = createConsents(journal, world)
  const people = createPeople(journal)
  const registration = createRegistration(journal)
  const commerce = createCommerce(world, journal)
  const kept = [tokens.lasting(), consents.entries(), people.entries(), registration.entries(), commerce.kept.entries()]
  journal.rewrite([...begun.entries, ...kept.flat()])

  const app = createApp(server)
  const faults = createFaults(world.seed)
  const limits = createLimits(world.clock)
  for (const setting of options.throttle ?? []) applyThrottle(limits, setting)
  if (options.speed !== undefined) world.clock.set({ speed: options.speed })
  registerDisturbances(app, { faults, limits, origin })
  const inbox = await startInbox(options.smtpPort)
  const parts: ApiParts = {
    world,
    readToken: createTokenReader(begun.signingKey, origin),
    origin,
    pace: createPace(),
    quirks: { emptyDates: false, partnerKind: 'indirectProvider' },
    announcements: createAnnouncements(),
    consents,
    inbox,
    commerce,
    run: createRunner(world, journal),
  }
  const herald = createHerald(world, parts.announcements)
  // Whoever commands the world finds everything told that has come of it.
  app.addHook('onSend', async ({ method, url }) => {
    if (method !== 'GET' && url.startsWith('/control/')) herald.pump()
  })
  const tenants = createTenants(world)
  const resources = createResources(origin)
  const client = {
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    redirectUris: options.redirectUris.length > 0 ? options.redirectUris : ['http://localhost:4600/auth/callback'],
  }
  const provider = createProvider({ origin, client, resources, registration, signingKey: begun.signingKey as JWK, adapter: tokens.adapter })
  const login = { origin, provider, tenants, resources, consents, people, registration, tokens, faults, client, now: world.now }
  registerLogin(app, login)
  registerApis(app, parts, options.samplesDir)
  registerPortals(app, { ...parts, tenants })
  registerInbox(app, inbox)
  registerControl(app, { ...parts, journal, login, faults, limits })
  await app.ready()
  return {
    origin,
    address,
    ready: readyLine({ origin, client, smtpPort: inbox.port, world, tellsEvents: options.samplesDir === undefined }),
    stop: async () => {
      herald.stop()
      server.closeAllConnections()
      await Promise.all([app.close(), new Promise((resolve) => server.close(resolve)), inbox.stop()])
    },
  }
}

function createApp(server: Server): FastifyInstance {
  const app = Fastify({
    serverFactory: (handler) => server.on('request', handler),
    bodyLimit: 1_048_576,
    routerOptions: { querystringParser: (text) => Object.fromEntries(new URLSearchParams(text)), maxParamLength: 200 },
  })
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
  return app
}

type Ready = { origin: string; client: ClientRegistration; smtpPort: number; world: World; tellsEvents: boolean }

/** What whoever started the cloud needs to know. */
function readyLine({ origin, client, smtpPort, world, tellsEvents }: Ready): Record<string, unknown> {
  return {
    ready: true,
    origin,
    control: `${origin}/control`,
    inbox: `${origin}/inbox`,
    smtpPort,
    // A replay of documented responses tells of nothing.
    webhookAuthority: tellsEvents ? `${origin}/webhooks/certificates/root.pem` : null,
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
  }
}

/** With `--samples` the partner's lists come from documented responses; the directory of the token's tenant stays. */
function registerApis(app: FastifyInstance, parts: ApiParts, samplesDir: string | undefined): void {
  registerGraph(app, parts, samplesDir !== undefined)
  registerAzureSupport(app, parts)
  if (samplesDir === undefined) registerPartnerCenter(app, parts)
  else registerSamples(app, samplesDir, parts)
}
