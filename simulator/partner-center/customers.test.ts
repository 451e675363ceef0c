// Partner Center's customer routes as an application sees them: paging, filter, envelope, headers, refusals.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Simulator } from '../simulator.ts'
import { ADVISOR_TENANT, appToken, startForTests } from '../testing/relying-party.ts'

const RESOURCE = 'https://api.partnercenter.microsoft.com'
let simulator: Simulator
let token: string
beforeAll(async () => {
  simulator = await startForTests()
  token = await appToken(simulator.origin, RESOURCE)
})
afterAll(() => simulator.stop())

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
type Answered = any

async function get(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; raw: Buffer; body: Answered }> {
  const response = await fetch(`${simulator.origin}${path}`, { headers: { authorization: `Bearer ${token}`, ...headers } })
  const raw = Buffer.from(await response.arrayBuffer())
  return { status: response.status, headers: response.headers, raw, body: JSON.parse(raw.toString().replace(/^\uFEFF/, '')) }
}

async function everyPage(path: string): Promise<{ pages: number; ids: string[] }> {
  const ids: string[] = []
  let next: string | undefined = path
  let continuation: Record<string, string> = {}
  let pages = 0
  while (next) {
    const { body } = await get(next, continuation)
    pages++
    ids.push(...body.items.map((one: { id: string }) => one.id))
    expect(body.totalCount).toBe(body.items.length)
    const link = body.links.next
    expect(body.continuationToken).toBe(link?.headers[0].value)
    next = link?.uri
    continuation = link ? { [link.headers[0].key]: link.headers[0].value } : {}
  }
  return { pages, ids }
}

const filter = (Field: string, Value: string, Operator = 'starts_with') =>
  `filter=${encodeURIComponent(JSON.stringify({ Field, Value, Operator }))}`

test('seek paging reaches every customer once', async () => {
  const { pages, ids } = await everyPage('/v1/customers?size=40')
  expect(pages).toBe(7)
  expect(new Set(ids).size).toBe(250)
})

test('an answer begins with a byte order mark and repeats the ids it was sent', async () => {
  const { raw, headers, body } = await get('/v1/customers?size=1', {
    'MS-RequestId': 'aaaaaaaa-0000-4000-8000-000000000001',
    'MS-CorrelationId': 'aaaaaaaa-0000-4000-8000-000000000002',
    'X-Locale': 'fr-FR',
  })
  expect(raw.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  expect(headers.get('ms-requestid')).toBe('aaaaaaaa-0000-4000-8000-000000000001')
  expect(headers.get('ms-correlationid')).toBe('aaaaaaaa-0000-4000-8000-000000000002')
  expect(headers.get('x-locale')).toBe('fr-FR')
  expect(headers.get('ms-cv')).toMatch(/\.0$/)
  expect(headers.get('ms-serverid')).toBeTruthy()
  expect(body.attributes).toEqual({ objectType: 'Collection' })
  expect(body.items[0]).toMatchObject({
    relationshipToPartner: 'reseller',
    attributes: { objectType: 'Customer' },
    companyProfile: { attributes: { objectType: 'CustomerCompanyProfile' } },
  })
})

test('the filter finds by the beginning of name or domain in any case, page by page', async () => {
  const { body } = await get(`/v1/customers?size=0&${filter('CompanyName', 'cONTOSO')}`)
  expect(body.items.map((one: { companyProfile: { companyName: string } }) => one.companyProfile.companyName)).toEqual(
    expect.arrayContaining(['Contoso SA', 'Contoso SAS', 'Contoso Sarl', 'CONTOSO']),
  )
  expect((await everyPage(`/v1/customers?size=2&${filter('CompanyName', 'contoso')}`)).ids).toHaveLength(body.totalCount)
  expect((await get(`/v1/customers?${filter('Domain', 'CONTOSO')}`)).body.totalCount).toBeGreaterThan(2)
  expect((await get(`/v1/customers?${filter('CompanyName', 'no such name')}`)).body).toMatchObject({ totalCount: 0, items: [] })
})

test('other operators, fields, sizes and tokens of another query are refused with a numeric code', async () => {
  const token40 = (await get('/v1/customers?size=40')).body.continuationToken
  const refusals = [
    await get(`/v1/customers?${filter('CompanyName', 'a', 'equals')}`),
    await get(`/v1/customers?${filter('Country', 'FR')}`),
    await get('/v1/customers?filter=nonsense'),
    await get('/v1/customers?size=many'),
    await get('/v1/customers?size=41&seekOperation=Next', { 'MS-ContinuationToken': token40 }),
    await get('/v1/customers?size=40&seekOperation=Next'),
  ]
  for (const { status, body } of refusals) {
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 3000, description: expect.any(String), data: [], source: 'PartnerFD' })
  }
})

test('one customer in full; address, e-mail and domains only with delegated access', async () => {
  const { body } = await get(`/v1/customers?${filter('CompanyName', 'Contoso SA')}`)
  const id = body.items.find((one: { companyProfile: { companyName: string } }) => one.companyProfile.companyName === 'Contoso SA').id
  const full = (await get(`/v1/customers/${id}`)).body
  expect(full).toMatchObject({
    id,
    allowDelegatedAccess: true,
    companyProfile: { address: { country: 'FR' }, email: expect.any(String) },
    billingProfile: { attributes: { etag: expect.any(String) } },
  })
  expect(full.customDomains).toContain('contoso.onmicrosoft.com')
  expect((await get(`/v1/customers/${id}/profiles/company`)).body).toEqual(full.companyProfile)
  await fetch(`${simulator.origin}/control/customers/${id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ delegation: 'terminated' }),
  })
  const without = (await get(`/v1/customers/${id}`)).body
  expect(without.allowDelegatedAccess).toBe(false)
  expect(without.customDomains).toBeUndefined()
  expect(without.companyProfile.address).toBeUndefined()
  expect(without.companyProfile.email).toBeUndefined()
})

test('a customer nobody knows, one of another partner and a malformed id are told apart', async () => {
  expect(await get('/v1/customers/11111111-2222-4333-8444-555555555555')).toMatchObject({ status: 404, body: { code: 60003 } })
  expect(await get('/v1/customers/nonsense')).toMatchObject({ status: 400, body: { code: 3000 } })
  const advisor = await appToken(simulator.origin, RESOURCE, ADVISOR_TENANT)
  const list = await get('/v1/customers?size=500', { authorization: `Bearer ${advisor}` })
  expect(list.body.totalCount).toBe(42)
  expect(list.body.items[0].relationshipToPartner).toBe('advisor')
  expect(await get(`/v1/customers/${list.body.items[0].id}`)).toMatchObject({ status: 403, body: { code: 20002 } })
})
