// Callbacks as a receiver meets them: registered for, signed by a certificate under Microsoft's authority, tried again, told by what happens.
import { createPublicKey, verify, X509Certificate } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Simulator } from '../simulator.ts'
import { type Answered, control } from '../testing/commander.ts'
import { advanceDays, asApplication, type PartnerCenterCaller } from '../testing/partner-center-caller.ts'
import { MAIN_TENANT, startForTests } from '../testing/relying-party.ts'
import { createKept } from '../world/commerce/kept.ts'
import { openJournal } from '../world/journal.ts'
import { createWebhooks } from './webhooks.ts'

type Received = { headers: IncomingHttpHeaders; body: string }
let simulator: Simulator
let app: PartnerCenterCaller
let receiver: Server
let callback = ''
const received: Received[] = []
/** What the receiver answers next; 200 when nothing is said. */
const answers: number[] = []

beforeAll(async () => {
  simulator = await startForTests()
  app = await asApplication(simulator.origin)
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => {
      body += part.toString()
    })
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      response.writeHead(answers.shift() ?? 200).end()
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  callback = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/callback`
})
afterAll(async () => {
  await simulator.stop()
  receiver.closeAllConnections()
  receiver.close()
})

/** Waits until something comes true, at most fifteen seconds. */
async function until<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (let turn = 0; turn < 150; turn++) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('It did not happen')
}
const event = (wanted: (one: Answered) => boolean) =>
  until(() => received.map((one) => ({ ...one, event: JSON.parse(one.body) as Answered })).find((one) => wanted(one.event)))
const register = (events: string[], method = 'POST', more = {}) =>
  app(method, '/webhooks/v1/registration', { body: { WebhookUrl: callback, WebhookEvents: events, ...more } })

async function isSigned({ headers, body }: Received, signature: string): Promise<boolean> {
  const [, encoded = ''] = signature.split(' ')
  const leaf = new X509Certificate(Buffer.from(await (await fetch(String(headers['x-ms-certificate-url']))).arrayBuffer()))
  const authority = new X509Certificate(await (await fetch(String(simulator.ready['webhookAuthority']))).text())
  expect(String(headers['x-ms-certificate-url'])).toContain(simulator.origin)
  expect(headers['x-ms-signature-algorithm']).toBe('rsa-sha256')
  expect(leaf.checkIssued(authority) && leaf.verify(authority.publicKey) && authority.ca).toBe(true)
  expect(leaf.subject).toContain('O=Microsoft Corporation')
  return verify(
    'sha256',
    Buffer.from(body),
    createPublicKey(leaf.publicKey.export({ type: 'spki', format: 'pem' })),
    Buffer.from(encoded, 'base64'),
  )
}

test('registered by application and tenant; unknown events and plain http to elsewhere are refused', async () => {
  expect((await app('GET', '/webhooks/v1/registration')).status).toBe(404)
  expect((await app('PUT', '/webhooks/v1/registration', { body: {} })).status).toBe(404)
  expect(await register(['no-such-event'])).toMatchObject({ status: 400, body: { code: 800002 } })
  const elsewhere = { WebhookUrl: 'http://example.com/hook', WebhookEvents: ['test-created'] }
  expect((await app('POST', '/webhooks/v1/registration', { body: elsewhere })).status).toBe(400)
  const made = await register(['subscription-updated'])
  expect(made).toMatchObject({ status: 200, body: { SubscriberId: expect.any(String), WebhookUrl: callback } })
  expect((await app('POST', '/webhooks/v1/registration/validationEvents')).status).toBe(400)
  expect((await register(['subscription-updated', 'test-created'], 'PUT')).body.SubscriberId).toBe(made.body.SubscriberId)
  expect((await app('GET', '/webhooks/v1/registration')).body).toEqual({
    WebhookUrl: callback,
    WebhookEvents: ['subscription-updated', 'test-created'],
  })
})

test('a test event arrives signed; a failed attempt is told and made again', async () => {
  answers.push(500)
  const { body } = await app('POST', '/webhooks/v1/registration/validationEvents')
  const arrived = await event((one) => one.EventName === 'test-created')
  expect(arrived.event).toMatchObject({ ResourceName: 'test', AuditUri: null, ResourceUri: expect.stringContaining(body.correlationId) })
  expect(await isSigned(arrived, String(arrived.headers.authorization))).toBe(true)
  expect(await isSigned({ ...arrived, body: arrived.body.replace('test', 'best') }, String(arrived.headers.authorization))).toBe(false)
  const done = await until(async () => {
    const answer = (await app('GET', `/webhooks/v1/registration/validationEvents/${body.correlationId}`)).body
    return answer.status === 'completed' ? answer : undefined
  })
  expect(done).toMatchObject({ partnerId: MAIN_TENANT, callbackUrl: callback })
  expect(done.results.map((one: Answered) => one.responseCode)).toEqual(['InternalServerError', 'OK'])
})

test('a changed subscription is told, with the audit record that says what changed', async () => {
  const { items } = (await app('GET', '/v1/customers?size=5')).body
  const base = `/v1/customers/${items[2].id}/subscriptions`
  const one = (await app('GET', base)).body.items.find((each: Answered) => each.status === 'active')
  await app('PATCH', `${base}/${one.id}`, { body: { ...one, friendlyName: 'Told' } })
  const { event: told } = await event((each) => each.ResourceUri.endsWith(one.id))
  expect(told).toMatchObject({ EventName: 'subscription-updated', ResourceName: 'subscription' })
  expect(told.ResourceUri).toBe(`https://api.partnercenter.microsoft.com/webhooks/v1/customers/${items[2].id}/subscriptions/${one.id}`)
  const record = await app('GET', new URL(told.AuditUri).pathname)
  expect(record).toMatchObject({ status: 200, body: { operationType: 'update_subscription', customerId: items[2].id } })
})

test('what time does to subscriptions is told too; the signature goes where the registration wants it', async () => {
  await register(['subscription-updated', 'reseller-relationship-accepted-by-customer'], 'PUT', { SignatureTokenToMsSignatureHeader: true })
  received.length = 0
  await advanceDays(simulator.origin, 45)
  const arrived = await event((one) => one.EventName === 'subscription-updated')
  expect(arrived.headers.authorization).toBeUndefined()
  expect(await isSigned(arrived, String(arrived.headers['x-ms-signature']))).toBe(true)
  const accepted = await event((one) => one.EventName === 'reseller-relationship-accepted-by-customer')
  expect((await app('GET', new URL(accepted.event.ResourceUri).pathname)).body.attributes.objectType).toBe('Customer')
})

test('a relationship that ends is told, and written down in the activity log', async () => {
  await register(['granular-admin-relationship-terminated'], 'PUT')
  const { items } = (await app('GET', '/v1/customers?size=20')).body
  const full = await Promise.all(items.map((one: Answered) => app('GET', `/v1/customers/${one.id}`)))
  const id = full.find(({ body }) => body.allowDelegatedAccess)?.body.id
  await control(simulator.origin, 'PATCH', `/customers/${id}`, { delegation: 'terminated' })
  const { event: told } = await event((one) => one.EventName === 'granular-admin-relationship-terminated')
  expect(told).toMatchObject({
    ResourceName: 'GranularAdminRelationship',
    ResourceUri: expect.stringContaining('/granularAdminRelationships/'),
  })
  const record = await app('GET', new URL(told.AuditUri).pathname)
  expect(record.body).toMatchObject({
    operationType: 'granular_admin_relationship_terminated',
    customerId: id,
    resourceType: 'granular_admin_relationship',
  })
})

test('what other parts of the world announce goes to those who registered for it, of that partner alone', async () => {
  const webhooks = createWebhooks({ kept: createKept(openJournal(undefined)), origin: 'http://localhost', now: Date.now })
  const registration = {
    subscriberId: 's',
    partnerTenantId: MAIN_TENANT,
    applicationId: 'a',
    webhookUrl: callback,
    signatureTokenToMsSignatureHeader: false,
  }
  webhooks.register({ ...registration, webhookEvents: ['granular-admin-relationship-expired'] })
  received.length = 0
  const announcement = {
    customerTenantId: 'c',
    resourcePath: '/granularAdminRelationships/one',
    resourceName: 'GranularAdminRelationship',
    at: Date.now(),
  }
  webhooks.tell({ ...announcement, event: 'granular-admin-relationship-activated', partnerTenantId: MAIN_TENANT }, undefined)
  webhooks.tell({ ...announcement, event: 'granular-admin-relationship-expired', partnerTenantId: 'another' }, undefined)
  webhooks.tell({ ...announcement, event: 'granular-admin-relationship-expired', partnerTenantId: MAIN_TENANT }, 'record')
  const { event: told } = await event((one) => one.EventName.startsWith('granular'))
  expect(told).toMatchObject({
    EventName: 'granular-admin-relationship-expired',
    ResourceUri: 'https://api.partnercenter.microsoft.com/granularAdminRelationships/one',
    AuditUri: 'https://api.partnercenter.microsoft.com/auditactivity/v1/auditrecords/record',
  })
  expect(received.filter((one) => one.body.includes('granular'))).toHaveLength(1)
  webhooks.stop()
})
