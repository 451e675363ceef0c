// Every fault on demand, as a client on the network meets it; where it strikes, how often, and that clearing ends it.
import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Simulator } from '../simulator.ts'
import { type Answered, call, control, mint, redeemAt } from '../testing/commander.ts'
import { ADVISOR_TENANT, appToken, MAIN_TENANT, startForTests } from '../testing/relying-party.ts'

const GRAPH = 'https://graph.microsoft.com'
const PARTNER_CENTER = 'https://api.partnercenter.microsoft.com'
const CONTRACTS = '/v1.0/contracts?$top=20'
const CUSTOMERS = '/v1/customers?size=20'

let simulator: Simulator
let origin: string
let graph: string
let partnerCenter: string
beforeAll(async () => {
  simulator = await startForTests({ customers: 60 })
  origin = simulator.origin
  graph = await appToken(origin, GRAPH)
  partnerCenter = await appToken(origin, PARTNER_CENTER)
})
beforeEach(() => control(origin, 'DELETE', '/faults'))
afterAll(() => simulator.stop())

const fault = async (order: Record<string, unknown>): Promise<Answered> => {
  const { status, body } = await control(origin, 'POST', '/faults', order)
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const contracts = () => call(origin, CONTRACTS, graph)
const customers = () => call(origin, CUSTOMERS, partnerCenter)
const raw = (path: string, token: string) => fetch(`${origin}${path}`, { headers: { authorization: `Bearer ${token}` } })
const struck = async (): Promise<number[]> => (await control(origin, 'GET', '/faults')).body.faults.map((one: Answered) => one.struck)

describe('statuses', () => {
  test('429 in each API’s own form, with Retry-After and without', async () => {
    await fault({ kind: 'status', status: 429, retryAfterSeconds: 57 })
    const refused = await customers()
    expect(refused).toMatchObject({ status: 429, body: { statusCode: 429, message: 'Rate limit is exceeded. Try again in 57 seconds.' } })
    expect(refused.headers.get('retry-after')).toBe('57')
    const byGraph = await contracts()
    expect(byGraph).toMatchObject({ status: 429, body: { error: { code: 'TooManyRequests', innerError: { status: '429' } } } })
    expect(byGraph.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/)
    const bySignIn = await redeemAt(origin, MAIN_TENANT, 'any', `${GRAPH}/.default`)
    expect(bySignIn).toMatchObject({ status: 429, body: { error: 'temporarily_unavailable', error_codes: [90055] } })
    await control(origin, 'DELETE', '/faults')
    await fault({ kind: 'status', status: 429, retryAfterSeconds: null })
    expect((await contracts()).headers.get('retry-after')).toBeNull()
    await control(origin, 'DELETE', '/faults')
    expect((await contracts()).status).toBe(200)
  })

  test('500 and 503', async () => {
    await fault({ kind: 'status', status: 500, api: 'partner-center' })
    await fault({ kind: 'status', status: 503, api: 'graph' })
    expect(await customers()).toMatchObject({ status: 500, body: { code: 500, source: 'PartnerFD' } })
    const unavailable = await contracts()
    expect(unavailable).toMatchObject({ status: 503, body: { error: { code: 'serviceNotAvailable' } } })
    expect(unavailable.headers.get('retry-after')).toBe('10')
    expect((await raw('/portals/entra.microsoft.com/x', '')).status).toBe(401)
    await fault({ kind: 'status', status: 503, api: 'portals', path: '/portals/entra.microsoft.com' })
    const page = await raw('/portals/entra.microsoft.com/x', '')
    expect([page.status, page.headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8'])
  })
})

describe('on the wire', () => {
  test('no answer comes until the caller gives up', async () => {
    await fault({ kind: 'timeout' })
    const waiting = request(`${origin}${CONTRACTS}`, { headers: { authorization: `Bearer ${graph}` } })
    let answered = false
    waiting.on('response', () => {
      answered = true
    })
    const ended = new Promise((resolve) => waiting.on('error', resolve).on('close', resolve))
    waiting.end()
    // The fault counts the call as it arrives; what comes after it on the same server has an answer by then.
    for (let turn = 0; turn < 1000 && (await struck())[0] === 0; turn++);
    expect(await struck()).toEqual([1])
    expect(answered).toBe(false)
    waiting.destroy()
    await ended
    expect(answered).toBe(false)
  })

  test('an answer that only comes later is as ever', async () => {
    await fault({ kind: 'delay', milliseconds: 120, path: '/contracts', count: 1 })
    const began = performance.now()
    expect((await contracts()).body.value).toHaveLength(20)
    expect(performance.now() - began).toBeGreaterThanOrEqual(115)
    expect((await control(origin, 'POST', '/faults', { kind: 'delay' })).status).toBe(400)
  })

  test('slow bytes: the length is said at once, the bytes come a few at a time, in the end all of them', async () => {
    await fault({ kind: 'slow', bytesPerSecond: 10, count: 1 })
    const slow = await raw(CONTRACTS, graph)
    const reader = slow.body?.getReader()
    const first = await reader?.read()
    expect(first?.value?.length).toBeLessThan(Number(slow.headers.get('content-length')) / 2)
    await reader?.cancel()
    await fault({ kind: 'slow', bytesPerSecond: 100_000, count: 1 })
    expect((await contracts()).body.value).toHaveLength(20)
  })

  test('truncated and malformed JSON arrive with status 200 and cannot be read', async () => {
    const whole = await (await raw(CONTRACTS, graph)).text()
    for (const kind of ['truncated', 'malformed']) {
      await fault({ kind, count: 1 })
      const answer = await raw(CONTRACTS, graph)
      const text = await answer.text()
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8'])
      expect(() => JSON.parse(text), kind).toThrow()
      if (kind === 'truncated') expect(whole.startsWith(text.slice(0, 40))).toBe(true)
    }
    expect((await contracts()).status).toBe(200)
  })

  test('the answer of the sign-in service can be spoilt too', async () => {
    const refreshToken = await mint(origin)
    await fault({ kind: 'truncated', api: 'login', path: '/*/oauth2/v2.0/token', count: 1 })
    const scope = `${GRAPH}/.default`
    await expect(redeemAt(origin, MAIN_TENANT, refreshToken, scope)).rejects.toThrow(/JSON/)
    expect((await redeemAt(origin, MAIN_TENANT, refreshToken, scope)).status).toBe(200)
  })

  test('a web page instead of JSON', async () => {
    await fault({ kind: 'wrong-type', api: 'partner-center' })
    const answer = await raw(CUSTOMERS, partnerCenter)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(await answer.text()).toContain('<h1>')
  })

  test('an answer of many megabytes, without its length said before', async () => {
    await fault({ kind: 'too-large', megabytes: 3 })
    const answer = await raw(CONTRACTS, graph)
    expect(answer.headers.get('content-length')).toBeNull()
    const text = await answer.text()
    expect(text.length).toBeGreaterThan(3 * 1_048_576)
    expect(JSON.parse(text).value).toHaveLength(20)
  })

  test('the connection is cut in the middle', async () => {
    await fault({ kind: 'reset' })
    const answer = await raw(CONTRACTS, graph)
    await expect(answer.text()).rejects.toThrow()
  })
})

describe('lists that mislead', () => {
  test('the next page is said to be at another host', async () => {
    await fault({ kind: 'hostile-link' })
    expect((await contracts()).body['@odata.nextLink']).toMatch(/^https:\/\/collector\.attacker\.example\/v1\.0\/contracts/)
    const { links } = (await customers()).body
    expect(links.next.uri).toMatch(/^https:\/\/collector\.attacker\.example\/v1\/customers/)
    expect(links.self.uri).toMatch(/^\/v1\/customers/)
  })

  test('the next page is the same page for ever', async () => {
    await fault({ kind: 'looping-link' })
    const first = (await contracts()).body
    const link = new URL(first['@odata.nextLink'])
    expect(link.origin).toBe(origin)
    expect((await call(origin, link.pathname + link.search, graph)).body.value).toEqual(first.value)
    const next = (page: Answered) => {
      const [header] = page.links.next.headers
      return fetch(`${origin}${page.links.next.uri}`, {
        headers: { authorization: `Bearer ${partnerCenter}`, [header.key]: header.value },
      }).then(async (answer) => JSON.parse((await answer.text()).replace(/^\uFEFF/, '')))
    }
    const second = await next((await customers()).body)
    const third = await next(second)
    expect(third.items.map((one: Answered) => one.id)).toEqual(second.items.map((one: Answered) => one.id))
    expect(third.links.next).toEqual(second.links.next)
  })

  test('records come twice, are missing, or make no sense', async () => {
    const good = (await customers()).body.items
    const ids = (items: Answered[]) => items.map((one) => one.id)
    const once = async (kind: string) => {
      await control(origin, 'DELETE', '/faults')
      await fault({ kind })
      return (await customers()).body.items
    }
    const twice = await once('duplicated')
    expect(twice).toHaveLength(30)
    expect(new Set(ids(twice))).toEqual(new Set(ids(good)))
    const fewer = await once('vanishing')
    expect(fewer.length).toBeLessThan(good.length)
    expect(fewer.length).toBeGreaterThan(0)
    expect(ids((await customers()).body.items)).toEqual(ids(fewer))
    const bad = await once('bad-record')
    expect(bad).toHaveLength(20)
    expect(bad.filter((one: Answered) => typeof one.id !== 'string' || typeof one.companyProfile !== 'object')).toHaveLength(1)
    expect((await contracts()).body.value.filter((one: Answered) => typeof one.id !== 'string')).toHaveLength(1)
  })

  test('each request of a batch is befallen by itself, and not the batch', async () => {
    await fault({ kind: 'status', status: 429, path: '/organization', retryAfterSeconds: 7 })
    await fault({ kind: 'bad-record', path: '/contracts' })
    const answer = await fetch(`${origin}/v1.0/$batch`, {
      method: 'POST',
      headers: { authorization: `Bearer ${graph}`, 'content-type': 'application/json' },
      body: JSON.stringify({ requests: ['/organization', '/contracts'].map((url, id) => ({ id: String(id), method: 'GET', url })) }),
    })
    expect(answer.status).toBe(200)
    const { responses } = (await answer.json()) as Answered
    const [organization, list] = responses.sort((a: Answered, b: Answered) => Number(a.id) - Number(b.id))
    expect(organization).toMatchObject({ status: 429, body: { error: { code: 'TooManyRequests' } } })
    expect(organization.headers['retry-after']).toBe('7')
    expect(list.body.value.filter((one: Answered) => typeof one.id !== 'string')).toHaveLength(1)
  })

  test('Azure’s answers too, by either of its addresses', async () => {
    await fault({ kind: 'status', status: 503, api: 'azure', path: '/providers/Microsoft.Support' })
    for (const host of ['', '/management.azure.com']) {
      const refused = await call(origin, `${host}/providers/Microsoft.Support/services?api-version=2024-04-01`, graph)
      expect(refused).toMatchObject({ status: 503, body: { error: { code: 'serviceNotAvailable', details: [] } } })
    }
  })

  test('an answer that is no list is left alone and not counted', async () => {
    await fault({ kind: 'duplicated', count: 1 })
    expect((await call(origin, '/v1.0/nothing', graph)).status).toBe(400)
    expect(await struck()).toEqual([0])
    await contracts()
    expect(await struck()).toEqual([1])
  })
})

describe('where and how often', () => {
  test('by path, with stars, with and without the API’s version', async () => {
    await fault({ kind: 'status', status: 500, path: '/contracts' })
    await fault({ kind: 'status', status: 503, path: '/v1/customers/*/profiles' })
    expect((await contracts()).status).toBe(500)
    expect((await call(origin, '/v1.0/organization', graph)).status).toBe(200)
    const [{ id }] = (await customers()).body.items
    expect((await call(origin, `/v1/customers/${id}/profiles/company`, partnerCenter)).status).toBe(503)
    expect((await call(origin, `/v1/customers/${id}`, partnerCenter)).status).toBe(200)
  })

  test('by tenant: of the token, or named in the path', async () => {
    const advisor = await appToken(origin, GRAPH, ADVISOR_TENANT)
    const [first, second] = (await customers()).body.items
    await fault({ kind: 'status', status: 500, tenants: [ADVISOR_TENANT, first.id.toUpperCase()] })
    expect((await contracts()).status).toBe(200)
    expect((await call(origin, CONTRACTS, advisor)).status).toBe(500)
    expect((await call(origin, `/v1/customers/${first.id}`, partnerCenter)).status).toBe(500)
    expect((await call(origin, `/v1/customers/${second.id}`, partnerCenter)).status).toBe(200)
  })

  test('every third call, twice in all; and about a share of the calls', async () => {
    await fault({ kind: 'status', status: 500, every: 3, count: 2 })
    const statuses: number[] = []
    for (let turn = 0; turn < 12; turn++) statuses.push((await contracts()).status)
    expect(statuses).toEqual([200, 200, 500, 200, 200, 500, 200, 200, 200, 200, 200, 200])
    await control(origin, 'DELETE', '/faults')
    await fault({ kind: 'status', status: 500, share: 0.5 })
    for (let turn = 0; turn < 60; turn++) await contracts()
    const [hits = 0] = await struck()
    expect(hits).toBeGreaterThan(15)
    expect(hits).toBeLessThan(45)
  })

  test('one of several is cleared by its name', async () => {
    const { id } = await fault({ kind: 'status', status: 500, api: 'graph' })
    await fault({ kind: 'status', status: 500, api: 'partner-center' })
    expect(await control(origin, 'DELETE', `/faults/${id}`)).toMatchObject({ status: 200, body: { cleared: 1 } })
    expect([(await contracts()).status, (await customers()).status]).toEqual([200, 500])
    expect((await control(origin, 'DELETE', `/faults/${id}`)).status).toBe(404)
  })

  test.each([
    [{}, 'kind must be one of'],
    [{ kind: 'fire' }, 'kind must be one of'],
    [{ kind: 'status' }, 'status must be a whole number from 400 to 599'],
    [{ kind: 'status', status: 200 }, 'from 400 to 599'],
    [{ kind: 'timeout', status: 500 }, 'status means nothing for timeout'],
    [{ kind: 'wrong-tenant', api: 'graph' }, 'wrong-tenant can befall login only'],
    [{ kind: 'timeout', api: 'gmail' }, 'api must be one of'],
    [{ kind: 'timeout', path: 'contracts' }, 'begins with a slash'],
    [{ kind: 'timeout', share: 2 }, 'share must be'],
    [{ kind: 'timeout', share: 0.5, every: 2 }, 'either share or every'],
    [{ kind: 'timeout', tenants: 'all' }, 'tenants must be a list'],
    [{ kind: 'timeout', often: true }, 'Unknown: often'],
  ])('%j is refused: %s', async (order, message) => {
    expect(await control(origin, 'POST', '/faults', order)).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining(message) },
    })
  })
})
