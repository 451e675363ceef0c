// The documented limits, counted by the movable clock, with the headers and bodies Microsoft documents.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Simulator } from '../simulator.ts'
import { type Answered, call, control, customerOf, mint, redeemAt } from '../testing/commander.ts'
import { appToken, startForTests } from '../testing/relying-party.ts'
import type { Call } from './call.ts'
import { resourceUnits } from './limit-rules.ts'
import { createLimits } from './limits.ts'
import { SlidingWindow } from './sliding-window.ts'
import { readThrottle } from './throttle-setting.ts'

const TENANT = '22222222-2222-4222-8222-222222222222'
const APPLICATION = '7f3f2a6e-51b0-4c9f-8a56-2b8f0d9c4e11'
const clockAt = (start: number, speed = 1) => {
  const clock = { at: start, now: () => clock.at, speed: () => speed }
  return clock
}
const callOf = (api: Call['api'], path: string, more: Partial<Call> = {}): Call => ({
  api,
  method: 'GET',
  path,
  query: '',
  tenants: [TENANT],
  bearer: { tenantId: TENANT, applicationId: APPLICATION },
  ...more,
})
const limitsAt = (start: number, speed?: number) => {
  const clock = clockAt(start, speed)
  const limits = createLimits(clock)
  limits.setAll('documented')
  return { clock, limits }
}

describe('sliding windows', () => {
  test('what is as old as the window is forgotten, and how long to wait is known', () => {
    const window = new SlidingWindow(60)
    window.add(1_000, 3)
    window.add(31_000, 2)
    expect(window.used(60_999)).toBe(5)
    expect(window.waitMs(40_000, 1, 5)).toBe(21_000)
    expect(window.waitMs(40_000, 4, 5)).toBe(51_000)
    expect(window.waitMs(40_000, 1, 6)).toBe(0)
    expect(window.used(61_000)).toBe(2)
    expect(window.used(91_000)).toBe(0)
  })

  test('who keeps a limit to the second is never refused', () => {
    const { clock, limits } = limitsAt(1_234_567)
    for (let minute = 0; minute < 5; minute++) {
      for (let turn = 0; turn < 500; turn++) expect(limits.count(callOf('partner-center', '/v1/customers'), {}).refusal).toBeUndefined()
      expect(limits.count(callOf('partner-center', '/v1/customers'), {}).refusal?.status).toBe(429)
      clock.at += 60_000
    }
  })
})

describe('Partner Center', () => {
  test('500 a minute for each tenant and resource: customer, subscription, order', () => {
    const { limits } = limitsAt(0)
    const id = '33333333-3333-4333-8333-333333333333'
    const paths = ['/v1/customers', `/v1/customers/${id}/subscriptions`, `/v1/customers/${id}/orders/1`]
    for (const path of paths) {
      for (let turn = 0; turn < 500; turn++) expect(limits.count(callOf('partner-center', path), {}).refusal).toBeUndefined()
      expect(limits.count(callOf('partner-center', path), {}).refusal).toMatchObject({
        status: 429,
        headers: { 'retry-after': '60' },
        body: JSON.stringify({ statusCode: 429, message: 'Rate limit is exceeded. Try again in 60 seconds.' }),
      })
    }
    const other = callOf('partner-center', '/v1/customers', { bearer: { tenantId: id, applicationId: APPLICATION } })
    expect(limits.count(other, {}).refusal).toBeUndefined()
    expect(limits.count(callOf('partner-center', `/v1/customers/${id}/users`), {}).refusal).toBeUndefined()
  })

  test('the resource a route names counts, whatever its path', () => {
    const { limits } = limitsAt(0)
    for (let turn = 0; turn < 500; turn++) limits.count(callOf('partner-center', '/v1/elsewhere'), { resource: 'order' })
    expect(limits.count(callOf('partner-center', '/v1/elsewhere'), { resource: 'order' }).refusal?.status).toBe(429)
    expect(limits.count(callOf('partner-center', '/v1/customers/x/orders'), { resource: 'cart' }).refusal).toBeUndefined()
  })

  test('webhook validation 2 a minute, consent 50 a second', () => {
    const { clock, limits } = limitsAt(0)
    const validation = callOf('partner-center', '/webhooks/v1/registration/validationEvents', { method: 'POST' })
    expect([1, 2, 3].map(() => limits.count(validation, {}).refusal?.status)).toEqual([undefined, undefined, 429])
    const consent = callOf('partner-center', `/v1/customers/${TENANT}/applicationconsents`, { method: 'POST' })
    for (let turn = 0; turn < 50; turn++) expect(limits.count(consent, {}).refusal).toBeUndefined()
    expect(limits.count(consent, {}).refusal?.headers['retry-after']).toBe('1')
    clock.at += 1000
    expect(limits.count(consent, {}).refusal).toBeUndefined()
  })
})

describe('Graph', () => {
  const issues = (tenantId = TENANT) =>
    callOf('graph', '/v1.0/admin/serviceAnnouncement/issues', { bearer: { tenantId, applicationId: APPLICATION } })

  test('service communications: 240 a minute and 800 an hour for each tenant; refused calls count too', () => {
    const { clock, limits } = limitsAt(0)
    const burst = () => {
      let good = 0
      while (!limits.count(issues(), {}).refusal) good++
      clock.at += 60_000
      return good
    }
    expect([burst(), burst(), burst()]).toEqual([240, 240, 240])
    // 800 less three times 240 and the three that were refused.
    expect(burst()).toBe(77)
    const { refusal } = limits.count(issues(), {})
    expect(Number(refusal?.headers['retry-after'])).toBeGreaterThan(3000)
    expect(refusal?.headers['x-ms-throttle-scope']).toBe(`Tenant_Application/ReadWrite/${APPLICATION}/${TENANT}`)
    expect(JSON.parse(refusal?.body ?? '')).toMatchObject({ error: { code: 'TooManyRequests', message: 'Please retry again later.' } })
    expect(limits.count(issues('44444444-4444-4444-8444-444444444444'), {}).refusal).toBeUndefined()
  })

  test('2,000 a second for an application over all tenants', () => {
    const { clock, limits } = limitsAt(0)
    const from = (turn: number) => issues(`44444444-4444-4444-8444-${String(turn % 100).padStart(12, '0')}`)
    for (let turn = 0; turn < 2000; turn++) expect(limits.count(from(turn), {}).refusal).toBeUndefined()
    expect(limits.count(from(1), {}).refusal?.headers['x-ms-throttle-scope']).toMatch(/^Application\/ReadWrite\//)
    clock.at += 1000
    expect(limits.count(from(1), {}).refusal).toBeUndefined()
  })

  test('identity resources are counted in units, shown from 0.8 of the limit', () => {
    const { limits } = limitsAt(0)
    const contracts = callOf('graph', '/v1.0/contracts')
    expect(limits.count(contracts, {}).headers).toEqual({ 'x-ms-resource-unit': '3' })
    for (let turn = 1; turn < 933; turn++) limits.count(contracts, {})
    expect(limits.count(contracts, {}).headers?.['x-ms-throttle-limit-percentage']).toBe('0.8')
    for (let turn = 934; turn < 1166; turn++) expect(limits.count(contracts, {}).refusal).toBeUndefined()
    const over = limits.count(contracts, {})
    expect(over.refusal?.headers).toMatchObject({ 'x-ms-throttle-information': 'ResourceUnitLimitExceeded', 'retry-after': '10' })
    expect(over.headers).toMatchObject({ 'x-ms-throttle-limit-percentage': '1' })
  })

  test.each([
    ['/v1.0/contracts', '', 3],
    ['/v1.0/contracts', '$select=customerId', 2],
    ['/v1.0/contracts', '$select=customerId&$top=5', 1],
    ['/v1.0/organization', '', 1],
    ['/v1.0/organization', '$select=id', 1],
    ['/v1.0/subscribedSkus', '', 3],
    ['/v1.0/me/memberOf', '$expand=members', 3],
  ])('%s?%s costs %i units', (path, query, units) => {
    expect(resourceUnits({ method: 'GET', path, query })).toBe(units)
  })
})

test('with a faster clock an hour’s window passes in minutes, and Retry-After is in real seconds', () => {
  const { limits } = limitsAt(0, 30)
  for (let turn = 0; turn < 500; turn++) limits.count(callOf('partner-center', '/v1/customers'), {})
  expect(limits.count(callOf('partner-center', '/v1/customers'), {}).refusal?.headers['retry-after']).toBe('2')
})

test.each([['documented'], ['off'], ['customer=100/60'], ['customer=off'], ['graph']])('%s can be asked for', (text) => {
  expect(() => readThrottle(text)).not.toThrow()
})
test.each([['customers=1/1'], ['customer=fast'], ['customer=0/60'], ['customer=5']])('%s is refused with what can be meant', (text) => {
  expect(() => readThrottle(text)).toThrow(/Give documented|Write customer=100\/60/)
})

describe('on the network', () => {
  let simulator: Simulator
  let origin: string
  beforeAll(async () => {
    simulator = await startForTests({ customers: 20, throttle: ['customer=3/60'] })
    origin = simulator.origin
  })
  afterEach(() => control(origin, 'POST', '/limits', { throttle: 'off' }))
  afterAll(() => simulator.stop())

  test('a limit given at the start refuses the fourth call, until a minute has passed on the clock', async () => {
    const token = await appToken(origin, 'https://api.partnercenter.microsoft.com')
    const ask = () => call(origin, '/v1/customers?size=1', token)
    for (let turn = 0; turn < 3; turn++) expect((await ask()).status).toBe(200)
    const refused = await ask()
    expect(refused).toMatchObject({
      status: 429,
      body: { statusCode: 429, message: expect.stringMatching(/^Rate limit is exceeded\. Try again in \d+ seconds\.$/) },
    })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    const { body } = await control(origin, 'GET', '/limits')
    expect(body.limits).toMatchObject([{ name: 'customer', most: 3, seconds: 60, refused: 1, highest: 3, documented: { most: 500 } }])
    await control(origin, 'POST', '/clock', { advanceSeconds: 60 })
    expect((await ask()).status).toBe(200)
  })

  test('as documented on command; a person’s token in a customer’s tenant is counted there', async () => {
    const { body } = await control(origin, 'POST', '/limits', { throttle: 'documented' })
    expect(body.limits.map((one: Answered) => one.name)).toEqual(body.names)
    const customer = await customerOf(origin, 'Counted Here')
    const { access_token } = (await redeemAt(origin, customer, await mint(origin), 'https://graph.microsoft.com/.default')).body
    expect((await call(origin, '/v1.0/organization', access_token)).headers.get('x-ms-resource-unit')).toBe('1')
    await control(origin, 'POST', '/limits', { throttle: 'identity=2/600' })
    await call(origin, '/v1.0/organization', access_token)
    await call(origin, '/v1.0/organization', access_token)
    const refused = await call(origin, '/v1.0/organization', access_token)
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'TooManyRequests' } } })
    expect(refused.headers.get('x-ms-throttle-scope')).toContain(customer)
    expect((await call(origin, '/v1.0/organization', await appToken(origin, 'https://graph.microsoft.com'))).status).toBe(200)
  })

  test('off, nothing is counted; a limit that does not exist is refused', async () => {
    await control(origin, 'POST', '/limits', { throttle: 'off' })
    expect((await control(origin, 'GET', '/limits')).body).toMatchObject({ on: false, limits: [] })
    expect(await control(origin, 'POST', '/limits', { throttle: 'everything' })).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('webhook-validation') },
    })
  })
})
