// The operator of the command line: let in by its token alone, to the connection and the synchronisation alone (R3).
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as accounts from '../../contract/accounts.ts'
import * as connection from '../../contract/connection.ts'
import * as customers from '../../contract/customers.ts'
import * as home from '../../contract/home.ts'
import * as pulls from '../../contract/pulls.ts'
import type { RouteContract } from '../../contract/route.ts'
import * as settings from '../../contract/settings.ts'
import * as sync from '../../contract/sync.ts'
import { startApi, type TestApi } from '../../tests/support/api.ts'

const token = 'operator-of-the-tests-0123456789abcdef'
const stranger = '11111111-2222-4333-8444-555555555555'
const isRoute = (value: unknown): value is RouteContract =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value
const routes = [accounts, connection, customers, home, pulls, settings, sync].flatMap((file) => Object.values(file)).filter(isRoute)

let api: TestApi
let own: string
let other: string

beforeAll(async () => {
  api = await startApi({ TENANTRY_OPERATOR_TOKEN: token })
  own = await api.addPartner('Ours')
  other = await api.addPartner('Theirs')
  api.services.config.TENANTRY_PARTNERS.push(own)
})
afterAll(() => api.stop())

async function call(route: RouteContract, headers: Record<string, string>, body: object = {}) {
  const answer = await api.app.inject({
    method: route.method,
    url: route.path.replace(':tenantId', stranger).replace(':center', 'microsoft365'),
    headers,
    ...(route.method !== 'GET' && { payload: body }),
  } as never)
  return answer as unknown as { statusCode: number; json(): { code: string }; body: string; cookies: unknown[] }
}
const bearer = (given: string, headers: Record<string, string> = {}) => ({ authorization: `Bearer ${given}`, ...headers })

it('reads connection and synchronisation with the token, for the first partner or the one named', async () => {
  expect(JSON.parse((await call(connection.readConnection, bearer(token))).body)).toMatchObject({ partnerId: own })
  expect((await call(pulls.readPulls, bearer(token, { 'x-tenantry-partner': own.toUpperCase() }))).statusCode).toBe(200)
  const asked = { resources: ['details'], customers: { all: true } }
  expect((await call(pulls.askForPulls, bearer(token), asked)).statusCode).toBe(200)
})

describe('R3: is refused', () => {
  it.each([
    ['a wrong token', () => bearer(`${token}x`)],
    ['an empty token', () => ({ authorization: 'Bearer ' })],
    ['another scheme', () => ({ authorization: `Basic ${Buffer.from(`operator:${token}`).toString('base64')}` })],
    ['a partner of no installation', () => bearer(token, { 'x-tenantry-partner': stranger })],
    ['a partner known to the database but not served', () => bearer(token, { 'x-tenantry-partner': other })],
    ['a partner that is no ID', () => bearer(token, { 'x-tenantry-partner': "' or 1=1" })],
  ])('%s', async (_name, headers) => {
    for (const route of [connection.readConnection, connection.checkConnection, pulls.readPulls, pulls.askForPulls]) {
      const answer = await call(route, headers())
      expect([answer.statusCode, answer.json().code], route.path).toEqual([401, 'not_signed_in'])
    }
  })

  it('a token where none is configured, even an empty one', async () => {
    const without = await startApi()
    try {
      without.services.config.TENANTRY_PARTNERS.push(own)
      for (const given of ['', token, 'undefined']) {
        const answer = await without.app.inject({ method: 'GET', url: '/api/connection', headers: bearer(given) })
        expect(answer.statusCode).toBe(401)
      }
    } finally {
      await without.stop()
    }
  })

  it('a cookie beside a wrong token: who shows a token is judged by it', async () => {
    const person = await api.signIn(own)
    const answer = await person.call('GET', '/api/connection', undefined, bearer('wrong'))
    expect(answer.statusCode).toBe(401)
  })
})

const allowed = ['connection.read', 'sync.read', 'sync.run']
const guarded = routes.filter(({ access }) => access !== 'public' && !allowed.includes(access))

it('R3: knows many routes that are closed to it', () => expect(guarded.length).toBeGreaterThan(15))

it.each(guarded.map((route) => [`${route.method} ${route.path}`, route] as const))('R3: %s is closed to it', async (_name, route) => {
  const answer = await call(route, bearer(token))
  expect(answer.json(), answer.body).toMatchObject({ status: 403, code: 'forbidden' })
})

const sessions = routes.filter(({ access, path }) => access === 'public' && path.startsWith('/api/session'))

it.each(sessions.map((route) => [`${route.method} ${route.path}`, route] as const))('R3: %s gives it no session', async (_name, route) => {
  const answer = await call(route, bearer(token), { accountId: stranger })
  expect(answer.cookies).toEqual([])
  if (route.method === 'GET') expect(JSON.parse(answer.body)).toMatchObject({ active: null, accounts: [] })
  else expect(answer.statusCode, answer.body).toBeGreaterThanOrEqual(400)
})
