// The API in this process on a real database, with people signed in to it. Entered by API tests through app.inject.
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import type { Role } from '../../contract/permissions.ts'
import { closeApp, createApp } from '../../server/app.ts'
import { systemClock } from '../../server/base/clock.ts'
import { type Config, readConfig } from '../../server/base/config.ts'
import { hashOf, newSecret } from '../../server/base/ids.ts'
import { createLog } from '../../server/base/log.ts'
import { searchKey } from '../../server/base/search-key.ts'
import { renewTerms } from '../../server/db/customer-terms.ts'
import { openDb } from '../../server/db/db.ts'
import { createRateStore } from '../../server/db/rate-budgets.ts'
import { createTokenVault } from '../../server/db/token-vault.ts'
import type { Services } from '../../server/feature.ts'
import { csrfTokenOf, sessionCookie } from '../../server/http/session.ts'
import { openQueue } from '../../server/jobs/queue.ts'
import { createMailer } from '../../server/mail/mailer.ts'
import { mailThroughGraph } from '../../server/microsoft/graph/mail-outcome.ts'
import { createMicrosoft } from '../../server/microsoft/microsoft.ts'
import { createWebhookSender } from '../../server/webhooks/webhook-sender.ts'
import { allJobs } from '../../server/worker.ts'
import { createDatabase } from './database.ts'

export type Person = {
  userId: string
  partnerId: string
  cookie: string
  csrfToken: string
  call(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>
}

export type TestCustomer = {
  name: string
  domain?: string | null
  tenantId?: string
  delegation?: 'active' | 'pending' | 'expired' | 'none'
  /** Of an active delegation; 200 where it is left out. */
  endsInDays?: number | null
  departed?: boolean
  country?: string
  relationship?: string
}

export type TestApi = {
  app: FastifyInstance
  services: Services
  /** A partner of this installation; rows of different partners must never meet. */
  addPartner(name?: string): Promise<string>
  signIn(partnerId: string, roles?: Role[]): Promise<Person>
  /** Stores customers as the synchronisation would; returns their tenant IDs in order. */
  addCustomers(partnerId: string, customers: TestCustomer[]): Promise<string[]>
  stop(): Promise<void>
}

/** `env` overrides the configuration, for instance to point at a simulator. */
export async function startApi(env: Record<string, string> = {}): Promise<TestApi> {
  const database = await createDatabase()
  const config = readConfig({
    LOG_LEVEL: 'silent',
    TENANTRY_BASE_URL: 'http://localhost:4600',
    DATABASE_POOL: '4',
    TENANTRY_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    ...env,
    DATABASE_URL: database.url,
  })
  const log = createLog(config.LOG_LEVEL)
  const door = openDb({ url: database.url, connections: config.DATABASE_POOL, onError: () => {} })
  const queue = await openQueue({ url: database.url, log, worker: false })
  const vault = createTokenVault(door, config.TENANTRY_SECRET_KEY)
  await addConnectedPartners(door.identity, config)
  await vault.takeOver(config.MICROSOFT_REFRESH_TOKENS)
  const rates = await createRateStore(door, () => {})
  const microsoft = createMicrosoft(config, log, { vault, rates })
  const mailer = createMailer(config, mailThroughGraph(microsoft))
  const webhooks = createWebhookSender({ allowPrivate: config.NOTIFY_ALLOW_PRIVATE === 'on' })
  const secretKeys = config.TENANTRY_SECRET_KEY
  const services: Services = { config, log, clock: systemClock, door, queue, microsoft, mailer, webhooks, secretKeys }
  await queue.declare(allJobs(services))
  const app = await createApp(services)
  await app.ready()
  return {
    app,
    services,
    addPartner: async (name = 'Partner') => {
      const partnerId = randomUUID()
      await door.identity.insertInto('partners').values({ partner_id: partnerId, name }).execute()
      return partnerId
    },
    signIn: (partnerId, roles = ['globalAdministrator']) => signIn(app, services, partnerId, roles),
    addCustomers: (partnerId, customers) => addCustomers(services, partnerId, customers),
    stop: async () => {
      await closeApp(app, 1_000)
      await microsoft.close()
      mailer.close()
      await webhooks.close()
      rates.close()
      await queue.stop()
      await door.close()
      await database.drop()
    },
  }
}

/** A token belongs to a partner that is there; the others are added by their tests. */
async function addConnectedPartners(db: Services['door']['identity'], { MICROSOFT_REFRESH_TOKENS: tokens }: Config): Promise<void> {
  for (const { partnerId } of tokens) await db.insertInto('partners').values({ partner_id: partnerId }).execute()
}

async function signIn(app: FastifyInstance, { door, config }: Services, partnerId: string, roles: Role[]): Promise<Person> {
  if (!config.TENANTRY_PARTNERS.includes(partnerId)) config.TENANTRY_PARTNERS.push(partnerId)
  const secret = newSecret()
  const id = randomUUID()
  const { user_id: userId } = await door.identity
    .insertInto('users')
    .values({ partner_id: partnerId, object_id: id, username: `${id}@partner.example`, name: 'Test Person', roles })
    .returning('user_id')
    .executeTakeFirstOrThrow()
  const { browser_id: browserId } = await door.identity
    .insertInto('browsers')
    .values({ token_hash: hashOf(secret), active_partner_id: partnerId, active_user_id: userId })
    .returning('browser_id')
    .executeTakeFirstOrThrow()
  await door.identity
    .insertInto('browser_accounts')
    .values({ partner_id: partnerId, browser_id: browserId, user_id: userId, signed_in_at: new Date() })
    .execute()
  const cookie = `${sessionCookie}=${secret}`
  const csrfToken = csrfTokenOf(secret)
  return {
    userId,
    partnerId,
    cookie,
    csrfToken,
    call: (method, url, body, headers) =>
      app.inject({
        method,
        url,
        headers: { cookie, 'x-csrf-token': csrfToken, ...headers },
        ...(body && { payload: body }),
      } as InjectOptions),
  }
}

async function addCustomers({ door }: Services, partnerId: string, customers: TestCustomer[]): Promise<string[]> {
  const db = door.ofPartner(partnerId)
  const rows = customers.map(({ name, domain = null, delegation = 'active', endsInDays = 200, ...others }) => ({
    partner_id: partnerId,
    tenant_id: others.tenantId ?? randomUUID(),
    name,
    domain,
    name_key: searchKey(name),
    domain_key: domain && searchKey(domain),
    country: others.country ?? null,
    relationship: others.relationship ?? 'none',
    email: null,
    delegation,
    delegation_ends_at: delegation === 'active' && endsInDays !== null ? new Date(Date.now() + endsInDays * 86_400_000) : null,
    departed_at: others.departed ? new Date() : null,
  }))
  for (let at = 0; at < rows.length; at += 1000)
    await db
      .insertInto('customers')
      .values(rows.slice(at, at + 1000))
      .execute()
  await db.transaction().execute((trx) =>
    renewTerms(
      trx,
      partnerId,
      rows.map((row) => row.tenant_id),
    ),
  )
  await door.identity
    .updateTable('partners')
    .set({ customers_version: String(Date.now()) })
    .where('partner_id', '=', partnerId)
    .execute()
  return rows.map((row) => row.tenant_id)
}
