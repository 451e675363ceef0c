// Graph's $batch, sendMail and change notification subscriptions as an application sees them.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Simulator } from '../simulator.ts'
import { type Answered, control } from '../testing/commander.ts'
import { advance, type Caller, caller, GRAPH, hasModel, type Model, readModel, userToken } from '../testing/graph-caller.ts'
import { appToken, MAIN_TENANT, startForTests } from '../testing/relying-party.ts'

const INTEGRATION = 'integration@aurore-cloud.example'
let simulator: Simulator
let origin: string
let graph: Caller
let app: Caller
let model: Model | undefined
beforeAll(async () => {
  simulator = await startForTests({ customers: 30 })
  origin = simulator.origin
  graph = caller(origin, await userToken(origin, MAIN_TENANT))
  app = caller(origin, await appToken(origin, GRAPH))
  model = hasModel ? readModel() : undefined
})
afterAll(() => simulator.stop())

describe('$batch', () => {
  const batch = (requests: object[]) => graph('POST', '/$batch', { body: { requests } })

  test('each request is answered by itself, whatever the order', async () => {
    const { status, body } = await batch([
      { id: '1', method: 'GET', url: '/organization?$select=id' },
      { id: '2', method: 'GET', url: 'contracts?$top=2' },
      { id: 'x', method: 'GET', url: '/nothing' },
      { id: 'm', method: 'POST', url: '/me/checkMemberGroups', headers: { 'Content-Type': 'application/json' }, body: { groupIds: ['a'] } },
      { id: 'n', method: 'POST', url: '/me/checkMemberGroups', body: { groupIds: ['a'] } },
    ])
    expect(status).toBe(200)
    expect(body.responses.map((one: Answered) => one.id)).not.toEqual(['1', '2', 'x', 'm', 'n'])
    const answers = Object.fromEntries(body.responses.map((one: Answered) => [one.id, one]))
    expect(answers['1']).toMatchObject({ status: 200, body: { value: [{ id: MAIN_TENANT }] } })
    expect(answers['1'].headers['content-type']).toContain('application/json')
    expect(answers['2'].body.value).toHaveLength(2)
    expect(answers.x).toMatchObject({ status: 400, body: { error: { code: 'BadRequest' } } })
    expect([answers.m.status, answers.n.status]).toEqual([200, 400])
  })

  test('what depends on a failure fails with it; what depends on a success is done', async () => {
    const { body } = await batch([
      { id: 'c', method: 'GET', url: '/me', dependsOn: ['b'] },
      { id: 'b', method: 'GET', url: '/nothing', dependsOn: ['a'] },
      { id: 'a', method: 'GET', url: '/me' },
      { id: 'd', method: 'GET', url: '/me', dependsOn: ['a'] },
    ])
    const status = Object.fromEntries(body.responses.map((one: Answered) => [one.id, one.status]))
    expect(status).toEqual({ a: 200, b: 400, c: 424, d: 200 })
  })

  test('more than twenty, ids twice, circles and addresses of other hosts are refused', async () => {
    const one = (id: string, more: object = {}) => ({ id, method: 'GET', url: '/me', ...more })
    expect((await batch(Array.from({ length: 21 }, (_, place) => one(String(place))))).status).toBe(400)
    expect((await batch(Array.from({ length: 20 }, (_, place) => one(String(place))))).status).toBe(200)
    for (const wrong of [
      [],
      [one('1'), one('1')],
      [one('1', { dependsOn: ['2'] }), one('2', { dependsOn: ['1'] })],
      [one('1', { dependsOn: ['9'] })],
      [one('1', { url: 'https://elsewhere.example/me' })],
      [one('1', { method: 'DANCE' })],
    ])
      expect((await batch(wrong)).status, JSON.stringify(wrong)).toBe(400)
    expect((await caller(origin, 'wrong')('POST', '/$batch', { body: { requests: [one('1')] } })).status).toBe(401)
  })
})

describe('sendMail', () => {
  const message = (to: string, more: object = {}) => ({
    message: {
      subject: 'Relation expirée – été',
      body: { contentType: 'HTML', content: '<p>Bonjour</p>' },
      toRecipients: [{ emailAddress: { address: to } }],
      ...more,
    },
    saveToSentItems: true,
  })

  test('is accepted without a body and arrives in the inbox', async () => {
    const attachments = [{ '@odata.type': '#microsoft.graph.fileAttachment', name: 'list.csv', contentBytes: 'YQ==' }]
    const sent = await graph('POST', '/me/sendMail', {
      body: message('a@receiver.example', { attachments, ccRecipients: [{ emailAddress: { address: 'b@receiver.example' } }] }),
    })
    expect([sent.status, sent.raw.length]).toEqual([202, 0])
    const [arrived] = (await control(origin, 'GET', '/inbox?to=b@receiver.example')).body
    expect(arrived).toMatchObject({ from: INTEGRATION, subject: 'Relation expirée – été', html: '<p>Bonjour</p>', text: 'Bonjour' })
    expect(arrived.attachments).toEqual([{ name: 'list.csv', contentType: 'application/octet-stream', size: 1 }])
    expect(await (await fetch(`${origin}/inbox/${arrived.id}/attachments/0`)).text()).toBe('a')
    expect((await graph('POST', `/users/${INTEGRATION}/sendMail`, { body: message('c@receiver.example') })).status).toBe(202)
  })

  test('without recipients, as somebody else, by an application without the permission: refused', async () => {
    expect((await graph('POST', '/me/sendMail', { body: message('nobody') })).body.error.code).toBe('ErrorInvalidRecipients')
    expect((await graph('POST', '/me/sendMail', { body: { message: {} } })).status).toBe(400)
    const other = '/users/adele.morin@aurore-cloud.example/sendMail'
    expect(await graph('POST', other, { body: message('a@b.example') })).toMatchObject({
      status: 403,
      body: { error: { code: 'ErrorAccessDenied' } },
    })
    expect((await graph('POST', '/users/nobody/sendMail', { body: message('a@b.example') })).status).toBe(404)
    expect((await app('POST', other, { body: message('a@b.example') })).status).toBe(403)
  })
})

describe('change notifications', () => {
  let server: Server
  let address: string
  let echo = true
  beforeAll(async () => {
    server = createServer((request, response) => {
      const token = new URL(request.url ?? '/', 'http://here').searchParams.get('validationToken') ?? ''
      response.writeHead(200, { 'content-type': 'text/plain' }).end(echo ? token : 'something else')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = `http://localhost:${(server.address() as AddressInfo).port}/hook`
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))
  const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()
  const asked = (more: object = {}) => ({
    body: {
      changeType: 'updated,deleted',
      resource: 'users',
      notificationUrl: address,
      expirationDateTime: inAnHour(),
      clientState: 'secret',
      ...more,
    },
  })

  test('validated, listed, renewed, deleted; gone when its time is over', async () => {
    const made = await graph('POST', '/subscriptions', asked())
    expect(made.status, made.raw.toString()).toBe(201)
    expect(model?.problems('POST /subscriptions', made) ?? []).toEqual([])
    const path = `/subscriptions/${made.body.id}`
    const listed = await graph('GET', '/subscriptions')
    expect(model?.problems('GET /subscriptions', listed) ?? []).toEqual([])
    expect(listed.body.value).toHaveLength(1)
    const later = new Date(Date.now() + 7_200_000).toISOString()
    expect((await graph('PATCH', path, { body: { expirationDateTime: later } })).body.expirationDateTime).toBe(later)
    expect((await graph('GET', path)).body.expirationDateTime).toBe(later)
    expect((await graph('DELETE', path)).status).toBe(204)
    expect((await graph('GET', path)).status).toBe(404)
    const short = (await graph('POST', '/subscriptions', asked())).body.id
    await advance(origin, 3700)
    expect((await graph('GET', `/subscriptions/${short}`)).status).toBe(404)
  })

  test.each([
    ['an address that does not give the token back', {}, 'ValidationError'],
    ['an address nobody listens at', { notificationUrl: 'http://localhost:1/x' }, 'ValidationError'],
    ['an address without a certificate', { notificationUrl: 'http://elsewhere.example/x' }, 'InvalidRequest'],
    ['what cannot be watched', { resource: 'contracts' }, 'InvalidRequest'],
    ['an unknown change', { changeType: 'renamed' }, 'InvalidRequest'],
    ['too long a time', { expirationDateTime: '2090-01-01T00:00:00Z' }, 'ExtensionError'],
    ['a time that is over', { expirationDateTime: '2020-01-01T00:00:00Z' }, 'InvalidRequest'],
  ])('refused: %s', async (_, wrong, code) => {
    echo = false
    const hour = new Date(Date.now() + 7_200_000).toISOString()
    const answer = await graph('POST', '/subscriptions', asked({ expirationDateTime: hour, ...wrong }))
    expect(answer).toMatchObject({ status: 400, body: { error: { code } } })
    expect(model?.problems('POST /subscriptions', answer) ?? []).toEqual([])
    echo = true
  })
})
