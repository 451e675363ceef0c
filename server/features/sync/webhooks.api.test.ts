// Events of Partner Center, really sent by the simulated cloud: registered, signed, checked, and what they are about read again.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { freePort } from '../../../dev/stack/ports.ts'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { startCloud, type TestCloud } from '../../../tests/support/cloud.ts'
import { WebhookEvent } from '../../microsoft/partner-center/webhook-event.ts'
import { askForTestEvent, testEventResult, webhookRegistration } from '../../microsoft/partner-center/webhook-registration.ts'
import { addMissing } from '../../pulls/claim.ts'
import { receiveWebhook } from './actions/receive-webhook.ts'
import { registerWebhooks } from './actions/register-webhook.ts'
import { meaningOf } from './sync.rules.ts'
import { syncCustomers } from './sync.sync.ts'

let cloud: TestCloud
let api: TestApi
let partnerId: string

beforeAll(async () => {
  cloud = await startCloud(30)
  partnerId = cloud.partners[0] as string
})
afterAll(() => cloud.cloud.stop())
beforeEach(async () => {
  const port = await freePort()
  const authority = await (await fetch(String(cloud.cloud.ready['webhookAuthority']))).text()
  api = await startApi({
    ...cloud.env,
    TENANTRY_PARTNERS: partnerId,
    TENANTRY_BASE_URL: `http://localhost:${port}`,
    MICROSOFT_WEBHOOK_AUTHORITY: Buffer.from(authority).toString('base64'),
  })
  await api.services.door.identity.insertInto('partners').values({ partner_id: partnerId }).execute()
  await api.app.listen({ port, host: '127.0.0.1' })
})
afterEach(() => api.stop())

const source = () => api.services.microsoft.partnerCenter(partnerId)
const askedFor = async () =>
  (await db().selectFrom('pulls').where('asked_at', 'is not', null).select(['tenant_id', 'resource']).execute())
    .map((row) => `${row.tenant_id} ${row.resource}`)
    .sort()
const db = () => api.services.door.ofPartner(partnerId)

it('registers this address for what it can use, once, and the test event arrives', async () => {
  expect(await registerWebhooks(api.services, partnerId)).toBe('registered')
  const registration = await webhookRegistration(source())
  expect(registration?.url).toBe(`${api.services.config.TENANTRY_BASE_URL}/webhooks/partner-center/${partnerId}`)
  expect(registration?.events).toEqual(
    expect.arrayContaining(['test-created', 'subscription-updated', 'granular-admin-relationship-activated']),
  )
  expect(registration?.events).not.toContain('invoice-ready')
  expect(await registerWebhooks(api.services, partnerId)).toBe('unchanged')
  const correlationId = await askForTestEvent(source())
  await expect
    .poll(async () => (await testEventResult(source(), correlationId)).results.map((result) => result.responseCode), { timeout: 15_000 })
    .toEqual(['NoContent'])
})

it('a changed subscription makes that customer be read first, and no other', async () => {
  await syncCustomers(api.services, partnerId, new AbortController().signal)
  await addMissing(db(), partnerId, ['subscriptions', 'directory', 'health'], new Date())
  await registerWebhooks(api.services, partnerId)
  const customer = await db()
    .selectFrom('customers')
    .where('in_partner_center', '=', true)
    .orderBy('tenant_id')
    .select('tenant_id')
    .executeTakeFirstOrThrow()
  const path = `/v1/customers/${customer.tenant_id}/subscriptions`
  const { items } = (await source().send({ path, alsoAnswers: [] })).data as {
    items: { id: string; friendlyName: string; status: string }[]
  }
  const changed = items.find(({ status }) => status === 'active')
  await source().send({
    path: `${path}/${changed?.id}`,
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...changed, friendlyName: 'Changed by hand' }),
  })
  await expect.poll(askedFor, { timeout: 15_000 }).toEqual([`${customer.tenant_id} directory`, `${customer.tenant_id} subscriptions`])
})

it('a relationship that ends makes its customer be read first, although the event names the relationship alone', async () => {
  await syncCustomers(api.services, partnerId, new AbortController().signal)
  await addMissing(db(), partnerId, ['details', 'subscriptions', 'directory', 'health'], new Date())
  await registerWebhooks(api.services, partnerId)
  const { tenant_id: tenantId } = await db()
    .selectFrom('customers')
    .where('delegation', '=', 'active')
    .orderBy('tenant_id', 'desc')
    .select('tenant_id')
    .executeTakeFirstOrThrow()
  const ended = await fetch(`${cloud.cloud.address}/control/customers/${tenantId}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ delegation: 'terminated' }),
  })
  expect(ended.ok).toBe(true)
  await expect
    .poll(async () => (await askedFor()).filter((one) => one.startsWith(tenantId)), { timeout: 15_000 })
    .toEqual(['details', 'directory', 'health'].map((resource) => `${tenantId} ${resource}`))
})

it('refuses what Microsoft did not sign, what was altered, a certificate from elsewhere, and another installation', async () => {
  const url = `/webhooks/partner-center/${partnerId}`
  const body = '{"EventName":"subscription-updated"}'
  const send = async (headers: Record<string, string>, to = url) =>
    (await api.app.inject({ method: 'POST', url: to, payload: body, headers: { 'content-type': 'application/json', ...headers } }))
      .statusCode
  const signature = `Signature ${Buffer.alloc(256, 1).toString('base64')}`
  const certificate = `${cloud.cloud.origin}/webhooks/certificates/pcnotifications-dispatch.microsoft.com.cer`
  expect(await send({})).toBe(403)
  expect(await send({ authorization: signature, 'x-ms-certificate-url': certificate })).toBe(403)
  expect(await send({ authorization: signature, 'x-ms-certificate-url': 'https://evil.example/microsoft.com.cer' })).toBe(403)
  expect(await send({ authorization: signature, 'x-ms-certificate-url': 'https://microsoft.com.evil.example/x.cer' })).toBe(403)
  expect(await send({ authorization: signature, 'x-ms-certificate-url': certificate, 'x-ms-signature-algorithm': 'none' })).toBe(403)
  expect(await send({}, '/webhooks/partner-center/11111111-2222-4333-8444-555555555555')).toBe(404)
})

it('reads an event in either casing and behind a byte order mark; what is no event is refused', async () => {
  await syncCustomers(api.services, partnerId, new AbortController().signal)
  await addMissing(db(), partnerId, ['subscriptions', 'directory'], new Date())
  const { tenant_id: tenantId } = await db().selectFrom('customers').orderBy('tenant_id').select('tenant_id').executeTakeFirstOrThrow()
  const signed = { ...api.services, microsoft: { ...api.services.microsoft, verifyWebhook: async () => {} } }
  const receive = (body: string) => receiveWebhook(signed, { partnerId, headers: {}, body })
  const event = { eventName: 'subscription-updated', resourceUri: `https://host/webhooks/v1/customers/${tenantId}/subscriptions/x` }
  await receive(`\uFEFF${JSON.stringify(event)}`)
  expect(await askedFor()).toContain(`${tenantId} subscriptions`)
  for (const body of ['null', '"text"', '[', '']) await expect(receive(body)).rejects.toMatchObject({ code: 'invalid_input' })
})

it('knows what each event is about', () => {
  const event = (ResourceUri: string) => WebhookEvent.parse({ EventName: 'x', ResourceUri })
  const relationshipId = 'da6f5cd7-7c7b-4ba2-9d3b-8e7d0b1d0a0c-9a1f1b2c-4a7e-4c58-a0f5-1c2d3e4f5a6b'
  const uri = `https://api.partnercenter.microsoft.com/granularAdminRelationships/${relationshipId}`
  expect(event(uri)).toMatchObject({ customerId: null, relationshipId })
  expect(event(`${uri}/accessAssignments/one`)).toMatchObject({ customerId: null, relationshipId })
  expect(event(`https://api.partnercenter.microsoft.com/webhooks/v1/customers/${partnerId}/subscriptions/x`)).toMatchObject({
    customerId: partnerId,
    relationshipId: null,
  })
  expect(meaningOf('subscription-updated').customers).toBe(false)
  expect(meaningOf('granular-admin-relationship-terminated')).toMatchObject({ customers: true, pulls: ['details', 'directory', 'health'] })
  expect(meaningOf('reseller-relationship-accepted-by-customer').customers).toBe(true)
  expect(meaningOf('something-new')).toEqual({ customers: false, pulls: [] })
})
