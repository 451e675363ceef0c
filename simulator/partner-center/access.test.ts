// Who may ask Partner Center for what: application or user, factors, roles, tenants; and the headers and forms around every answer.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Simulator } from '../simulator.ts'
import { asApplication, asUser, callerWith, type PartnerCenterCaller } from '../testing/partner-center-caller.ts'
import { startForTests } from '../testing/relying-party.ts'

let simulator: Simulator
let app: PartnerCenterCaller
let user: PartnerCenterCaller
let id: string
beforeAll(async () => {
  simulator = await startForTests()
  app = await asApplication(simulator.origin)
  user = await asUser(simulator.origin)
  id = (await app('GET', '/v1/customers?size=1')).body.items[0].id
})
afterAll(() => simulator.stop())

test('1.7: what needs a user refuses the application alone with 403 and 900329', async () => {
  for (const path of [
    '/v1/servicerequests',
    `/v1/customers/${id}/servicerequests`,
    '/v1/customers/relationshiprequests',
    '/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf',
    '/v1/agreements',
    `/v1/customers/${id}/agreements`,
    `/v1/customers/${id}/managedservices`,
    `/v1/customers/${id}/users`,
    `/v1/customers/${id}/subscribedskus`,
    '/v1/profiles/mpn',
    '/v1/profiles/organization',
    '/v1/profiles/support',
    '/v1/partnerRequests',
  ]) {
    expect(await app('GET', path), path).toMatchObject({ status: 403, body: { code: 900329, source: 'PartnerFD' } })
    expect([200, 403], path).toContain((await user('GET', path)).status)
    expect((await user('GET', path)).body.code, path).not.toBe(900329)
  }
  for (const path of [
    '/v1/customers',
    `/v1/customers/${id}/subscriptions`,
    `/v1/customers/${id}/orders`,
    '/v1/profiles/legalbusiness',
    '/v1/auditrecords',
  ])
    expect((await app('GET', path)).status, path).toBe(200)
})

test("a user's token without a second factor is 401 without a body, also where an application would do", async () => {
  const single = await asUser(simulator.origin, { mfa: false })
  const refused = await single('GET', '/v1/customers', { headers: { ValidateMfa: 'true' } })
  expect(refused).toMatchObject({ status: 401, body: '' })
  expect(refused.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')
  expect(refused.headers.get('ismfacompliant')).toBe('false')
  const good = await user('GET', '/v1/customers?size=1', { headers: { ValidateMfa: 'true' } })
  expect(good.headers.get('ismfacompliant')).toBe('true')
  expect((await user('GET', '/v1/customers?size=1')).headers.get('ismfacompliant')).toBeNull()
})

test('roles by group: tickets are for helpdesk, selling for sales, agreements and audit for administrators, nothing for others', async () => {
  const person = (name: string) => asUser(simulator.origin, { username: `${name}@aurore-cloud.example` })
  const [admin, helpdesk, sales, global, reader] = await Promise.all(
    ['adele.morin', 'henrik.aas', 'sofia.nunez', 'camille.roux', 'remi.lefort'].map(person),
  )
  const rows: [string, string, ('a' | 'h' | 's' | 'g')[]][] = [
    ['GET', '/v1/customers?size=1', ['a', 'h', 's']],
    ['GET', '/v1/servicerequests?size=1', ['a', 'h']],
    ['GET', '/v1/customers/relationshiprequests', ['a', 's']],
    ['POST', `/v1/customers/${id}/carts`, ['a', 's']],
    ['POST', `/v1/customers/${id}/agreements`, ['a', 'g']],
    ['GET', '/v1/agreements', ['a', 'h', 's', 'g']],
    ['GET', '/v1/auditrecords', ['a', 'g']],
    ['PUT', '/v1/profiles/support', ['a', 'g']],
  ]
  for (const [method, path, allowed] of rows) {
    for (const [letter, caller] of [
      ['a', admin],
      ['h', helpdesk],
      ['s', sales],
      ['g', global],
      ['r', reader],
    ] as const) {
      const { status, body } = (await caller?.(method, path)) ?? { status: 0, body: {} }
      const refused = status === 403 && body.code === 900150
      expect(refused, `${letter} ${method} ${path}`).toBe(!allowed.some((one) => one === letter))
    }
  }
})

test('missing and strange tokens, foreign customers and bad identifiers are told apart', async () => {
  const nobody = callerWith(simulator.origin, undefined)
  expect(await nobody('GET', '/v1/customers')).toMatchObject({ status: 401, body: { code: 800001 } })
  expect(await callerWith(simulator.origin, 'a.b.c')('GET', '/v1/customers')).toMatchObject({ status: 401, body: { code: 400 } })
  expect(await app('GET', '/v1/customers/11111111-2222-4333-8444-555555555555/orders')).toMatchObject({
    status: 404,
    body: { code: 60003 },
  })
  expect(await app('GET', '/v1/customers/x/orders')).toMatchObject({ status: 400, body: { code: 3000 } })
  expect(await app('GET', '/v1/unknown')).toMatchObject({ status: 404, body: { code: 1000 } })
  expect(await app('POST', `/v1/customers/${id}/carts`, { body: '{"LineItems":' })).toMatchObject({ status: 400, body: { code: 800002 } })
  expect(await app('DELETE', `/v1/customers/${id}`)).toMatchObject({ status: 403, body: { code: 900127 } })
})

test('byte order mark, repeated identifiers, a doubled correlation identifier on orders and tickets', async () => {
  const headers = {
    'MS-RequestId': 'aaaaaaaa-0000-4000-8000-000000000001',
    'MS-CorrelationId': 'aaaaaaaa-0000-4000-8000-000000000002',
    'X-Locale': 'fr-FR',
  }
  const orders = await app('GET', `/v1/customers/${id}/orders`, { headers })
  expect(orders.raw.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  expect(orders.headers.get('ms-correlationid')).toBe(`${headers['MS-CorrelationId']},${headers['MS-CorrelationId']}`)
  expect(orders.headers.get('ms-requestid')).toBe(headers['MS-RequestId'])
  expect(orders.headers.get('x-locale')).toBe('fr-FR')
  expect((await app('GET', `/v1/customers/${id}/subscriptions`, { headers })).headers.get('ms-correlationid')).toBe(
    headers['MS-CorrelationId'],
  )
})

test("requests of users of the last seven days, with factors; the application's own are not among them", async () => {
  await app('GET', `/v1/customers/${id}/subscriptions`)
  await user('GET', `/v1/customers/${id}/users`)
  const { body } = await user('GET', '/v1/partnerRequests')
  expect(body.items[0]).toMatchObject({
    operationName: 'Get /v{version}/partnerRequests',
    mfaCompliant: true,
    upn: 'integration@aurore-cloud.example',
  })
  const names = body.items.map((one: { operationName: string }) => one.operationName)
  expect(names).toContain('Get /v{version}/customers/{customer_id}/users')
  expect(names).not.toContain('Get /v{version}/customers/{customer_id}/subscriptions')
})

test('a domain is free with 404 and taken with 200', async () => {
  const { companyProfile } = (await app('GET', '/v1/customers?size=1')).body.items[0]
  expect((await app('HEAD', `/v1/domains/${companyProfile.domain}`)).status).toBe(200)
  expect((await app('HEAD', '/v1/domains/surely-nobody-has-this.onmicrosoft.com')).status).toBe(404)
})
