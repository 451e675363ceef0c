// The same requests as a synchronisation, one after the other with the same client library, bodies parsed and thrown away: what the network
// and the source alone cost. A process of its own, as cold as the server that synchronises for the first time, or warmed up by some rounds.
// Entered by P9 and P11; prints milliseconds, requests and records of its last round.
import { promisify } from 'node:util'
import { gunzip as gunzipCallback } from 'node:zlib'
import { Agent, request } from 'undici'

const gunzip = promisify(gunzipCallback)
const { SOURCE = '', PARTNER = '', CLIENT_ID = '', CLIENT_SECRET = '', WARM_UPS = '0' } = process.env
const agent = new Agent({ connections: 32, pipelining: 1 })
let requests = 0
let records = 0

type Asked = { method?: 'GET' | 'POST'; headers?: Record<string, string>; body?: string }

async function ask<Answer>(url: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> {
  const response = await request(url, {
    dispatcher: agent,
    method,
    headers: { accept: 'application/json', 'accept-encoding': 'gzip', ...headers },
    body: body ?? null,
  })
  requests += 1
  const bytes = Buffer.from(await response.body.arrayBuffer())
  const text = (response.headers['content-encoding'] === 'gzip' ? await gunzip(bytes) : bytes).toString('utf8')
  if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode}: ${text}`)
  return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) as Answer
}

async function token(): Promise<Record<string, string>> {
  const form = { grant_type: 'client_credentials', client_id: CLIENT_ID, client_secret: CLIENT_SECRET, scope: `${SOURCE}/.default` }
  const answer = await ask<{ access_token: string }>(`${SOURCE}/${PARTNER}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  })
  return { authorization: `Bearer ${answer.access_token}` }
}

async function graphList(path: string, headers: Record<string, string>): Promise<void> {
  for (let link: string | undefined = `${SOURCE}${path}`; link; ) {
    const page: { value: unknown[]; '@odata.nextLink'?: string } = await ask(link, { headers })
    records += page.value.length
    link = page['@odata.nextLink']
  }
}

type CustomersPage = { items: unknown[]; continuationToken?: string; links?: { next?: { headers?: { key: string; value: string }[] } } }

async function partnerCenterList(headers: Record<string, string>): Promise<void> {
  for (let next: string | undefined = ''; next !== undefined; ) {
    const page: CustomersPage = await ask(`${SOURCE}/v1/customers?size=500${next ? '&seekOperation=Next' : ''}`, {
      headers: { ...headers, 'MS-Contract-Version': 'v1', ...(next && { 'MS-ContinuationToken': next }) },
    })
    records += page.items.length
    next = page.links?.next?.headers?.find(({ key }) => key.toLowerCase() === 'ms-continuationtoken')?.value ?? page.continuationToken
  }
}

async function round(): Promise<{ ms: number; requests: number; records: number }> {
  const started = performance.now()
  requests = 0
  records = 0
  const headers = await token()
  await ask(`${SOURCE}/v1.0/organization?$select=id,displayName,countryLetterCode,verifiedDomains`, { headers })
  await partnerCenterList(headers)
  await graphList('/v1.0/contracts?$top=999', headers)
  await graphList('/v1.0/tenantRelationships/delegatedAdminCustomers?$top=300', headers)
  await graphList('/v1.0/tenantRelationships/delegatedAdminRelationships?$top=300', headers)
  return { ms: performance.now() - started, requests, records }
}

for (let warmUps = Number(WARM_UPS); warmUps > 0; warmUps -= 1) await round()
process.stdout.write(`${JSON.stringify(await round())}\n`)
await agent.close()
