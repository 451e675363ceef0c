// The least a server can do for a signed-in person: the product's own session check, then one statement that reads the first 100
// customers in name order by index, as JSON. A process of its own, so that it has a core to itself as the product has.
// Entered by P1, with DATABASE_URL and TENANTRY_PARTNERS in its environment; prints the port it listens on.
import cookie from '@fastify/cookie'
import Fastify from 'fastify'
import { systemClock } from '../../server/base/clock.ts'
import { readConfig } from '../../server/base/config.ts'
import { openDb } from '../../server/db/db.ts'
import type { Services } from '../../server/feature.ts'
import { readBrowser, sessionCookie } from '../../server/http/session.ts'

const config = readConfig()
const door = openDb({ url: config.DATABASE_URL, connections: config.DATABASE_POOL, onError: () => {} })
// All that the session check needs of the services.
const services = { config, door, clock: systemClock } as Services
const app = Fastify()
await app.register(cookie)

app.get('/first-hundred', async (request, reply) => {
  const secret = request.cookies[sessionCookie]
  const browser = secret ? await readBrowser(services, secret) : null
  if (!browser?.scope?.permissions.includes('customers.read')) return reply.code(401).send()
  const { db, partnerId } = browser.scope
  const rows = await db
    .selectFrom('customers')
    .where('partner_id', '=', partnerId)
    .where('departed_at', 'is', null)
    .orderBy('name_key')
    .orderBy('tenant_id')
    .limit(100)
    .select(['tenant_id', 'name', 'domain', 'country', 'delegation', 'delegation_ends_at', 'added_at', 'departed_at'])
    .execute()
  return { rows }
})

await app.listen({ host: '127.0.0.1', port: 0 })
const address = app.server.address()
process.stdout.write(`${typeof address === 'object' && address ? address.port : 0}\n`)
process.once('SIGTERM', () => process.exit(0))
