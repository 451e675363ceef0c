// The same requests as reading every customer by itself, with the same client library and as many at a time, bodies parsed and thrown away:
// what the network and the source alone cost. Entered by P9 and P11; prints milliseconds and requests of its last round.
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { gunzip as gunzipCallback } from 'node:zlib'
import { Agent, request } from 'undici'

const gunzip = promisify(gunzipCallback)
const {
  SOURCE = '',
  PARTNER = '',
  CLIENT_ID = '',
  CLIENT_SECRET = '',
  REFRESH_TOKEN = '',
  CUSTOMERS = '',
  WARM_UPS = '0',
  SINCE = '',
} = process.env
/** IDs of all customers, and of those that let us in. */
const { all, open } = JSON.parse(readFileSync(CUSTOMERS, 'utf8')) as { all: string[]; open: string[] }
const agent = new Agent({ connections: 32, pipelining: 1 })
let requests = 0

async function ask<Answer>(url: string, headers: Record<string, string>, body?: string): Promise<Answer | null> {
  const response = await request(url, {
    dispatcher: agent,
    method: body === undefined ? 'GET' : 'POST',
    headers: { accept: 'application/json', 'accept-encoding': 'gzip', ...headers },
    body: body ?? null,
  })
  requests += 1
  const bytes = Buffer.from(await response.body.arrayBuffer())
  const text = (response.headers['content-encoding'] === 'gzip' ? await gunzip(bytes) : bytes).toString('utf8')
  return text === '' ? null : (JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) as Answer)
}

async function token(tenant: string, form: Record<string, string>): Promise<Record<string, string>> {
  const sent = new URLSearchParams({ client_id: CLIENT_ID, client_secret: CLIENT_SECRET, scope: `${SOURCE}/.default`, ...form })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await ask<{ access_token?: string }>(`${SOURCE}/${tenant}/oauth2/v2.0/token`, headers, sent.toString())
  return { authorization: `Bearer ${answer?.access_token ?? ''}` }
}

async function eachOf(ids: readonly string[], atATime: number, work: (id: string) => Promise<unknown>): Promise<void> {
  const rest = [...ids]
  const loop = async (): Promise<void> => {
    for (let id = rest.pop(); id !== undefined; id = rest.pop()) await work(id)
  }
  await Promise.all(Array.from({ length: atATime }, loop))
}

/** Tokens of tenants live an hour, in the product as here. */
const tokens = new Map<string, Promise<Record<string, string>>>()
const inTenant = (id: string): Promise<Record<string, string>> => {
  const known = tokens.get(id) ?? token(id, { grant_type: 'refresh_token', refresh_token: REFRESH_TOKEN })
  tokens.set(id, known)
  return known
}

async function round(): Promise<{ ms: number; requests: number }> {
  const started = performance.now()
  requests = 0
  const headers = await token(PARTNER, { grant_type: 'client_credentials' })
  const announcements = `${SOURCE}/v1.0/admin/serviceAnnouncement`
  const marks = `$filter=${encodeURIComponent(`isResolved eq false or lastModifiedDateTime ge ${SINCE}`)}&$select=id,classification,status,isResolved,lastModifiedDateTime`
  await Promise.all([
    eachOf(all, 8, (id) => ask(`${SOURCE}/v1/customers/${id}`, headers)),
    eachOf(all, 8, (id) => ask(`${SOURCE}/v1/customers/${id}/subscriptions?offset=0&size=500`, headers)),
    eachOf(open, 8, async (id) => ask(`${SOURCE}/v1.0/directory/subscriptions`, await inTenant(id))),
    eachOf(open, 16, async (id) => {
      const own = await inTenant(id)
      await Promise.all([ask(`${announcements}/healthOverviews`, own), ask(`${announcements}/issues?${marks}`, own)])
    }),
    eachOf(open, 8, async (id) =>
      ask(`${announcements}/messages?$select=id,lastModifiedDateTime`, { ...(await inTenant(id)), prefer: 'odata.maxpagesize=500' }),
    ),
  ])
  return { ms: performance.now() - started, requests }
}

for (let warmUps = Number(WARM_UPS); warmUps > 0; warmUps -= 1) await round()
process.stdout.write(`${JSON.stringify(await round())}\n`)
await agent.close()
