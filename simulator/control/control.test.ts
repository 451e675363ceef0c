// The control interface, the admin centers and the inbox over real HTTP and SMTP.
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Simulator } from '../simulator.ts'
import { ADMIN_AGENT, appToken, beginFlow, GLOBAL_ADMINISTRATOR, MAIN_TENANT, signIn, startForTests } from '../testing/relying-party.ts'
import { createVisitor } from '../testing/visitor.ts'

let simulator: Simulator
let origin: string
beforeAll(async () => {
  simulator = await startForTests()
  origin = simulator.origin
})
afterAll(() => simulator.stop())

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
type Answered = any

async function control(method: string, path: string, body?: unknown): Promise<{ status: number; body: Answered }> {
  const response = await fetch(`${origin}/control${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  return { status: response.status, body: await response.json() }
}

async function listedNames(): Promise<string[]> {
  const token = await appToken(origin, 'https://api.partnercenter.microsoft.com')
  const response = await fetch(`${origin}/v1/customers?size=500`, { headers: { authorization: `Bearer ${token}` } })
  return JSON.parse((await response.text()).replace(/^\uFEFF/, '')).items.map((one: Answered) => one.companyProfile.companyName)
}

describe('control', () => {
  test('a customer appears, is renamed, leaves and returns', async () => {
    const added = await control('POST', '/customers', { name: 'Zebra Nouveau', delegation: 'active' })
    expect(added.status).toBe(201)
    const { tenantId } = added.body[0]
    expect(added.body[0]).toMatchObject({ name: 'Zebra Nouveau', delegation: 'active', partner: MAIN_TENANT, leftAt: null })
    expect(await listedNames()).toContain('Zebra Nouveau')
    expect((await control('PATCH', `/customers/${tenantId}`, { name: 'Zèbre', delegation: 'pending' })).body).toMatchObject({
      name: 'Zèbre',
      delegation: 'pending',
    })
    await control('DELETE', `/customers/${tenantId}`)
    expect(await listedNames()).not.toContain('Zèbre')
    await control('POST', `/customers/${tenantId}/return`)
    expect(await listedNames()).toContain('Zèbre')
    expect((await control('POST', '/customers', { count: 30 })).body).toHaveLength(30)
  })

  test('the clock goes forward and the world with it', async () => {
    const before = (await control('GET', '/state')).body
    const after = (await control('POST', '/clock', { advanceSeconds: 60 * 86_400 })).body
    expect(Date.parse(after.now) - Date.parse(before.now)).toBeGreaterThanOrEqual(60 * 86_400_000)
    expect(after.partners[0].delegation.expired).toBeGreaterThan(before.partners[0].delegation.expired)
    expect((await control('POST', '/clock', { set: before.now })).status).toBe(400)
  })

  test('what cannot be meant is refused in plain words', async () => {
    const refused: [string, string, unknown][] = [
      ['POST', '/clock', {}],
      ['POST', '/clock', { advanceSeconds: -1 }],
      ['POST', '/customers', { count: 0 }],
      ['POST', '/customers', { count: 2, name: 'two of one name' }],
      ['POST', '/customers', { partner: 'nobody' }],
      ['POST', '/customers', { nmae: 'x' }],
      ['POST', '/pace', { pageDelayMs: 'slow' }],
      ['PATCH', `/customers/${MAIN_TENANT}`, { name: 'a partner is no customer' }],
    ]
    for (const [method, path, body] of refused) {
      const answer = await control(method, path, body)
      expect([400, 404], path).toContain(answer.status)
      expect(answer.body.error, path).toMatch(/\.$/)
    }
  })

  test('it answers to loopback names only', async () => {
    const { request } = await import('node:http')
    const status = await new Promise((resolve, reject) => {
      request(`${origin}/control/state`, { headers: { host: 'rebound.example' } }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end()
    })
    expect(status).toBe(403)
    const foreign = await fetch(`${origin}/control/customers`, { method: 'POST', headers: { origin: 'http://elsewhere.example' } })
    expect(foreign.status).toBe(403)
    expect((await fetch(`${origin}/control/customers`, { method: 'POST', body: new URLSearchParams({ name: 'By form' }) })).status).toBe(
      415,
    )
  })

  test('pages of lists are slowed down when asked', async () => {
    await control('POST', '/pace', { pageDelayMs: 150 })
    const began = performance.now()
    await listedNames()
    expect(performance.now() - began).toBeGreaterThan(140)
    await control('POST', '/pace', { pageDelayMs: 0 })
  })
})

describe('admin centers', () => {
  const one = async (delegation: string) =>
    (await control('POST', '/customers', { name: `Enter <${delegation}> & Co`, delegation })).body[0]

  test('each address leads to its center, in the customer’s tenant, as the person signed in', async () => {
    const customer = await one('active')
    const visitor = createVisitor(origin)
    await signIn(visitor, await beginFlow(origin, 'organizations'), ADMIN_AGENT)
    const prefix = customer.initialDomain.split('.')[0]
    const addresses: [center: string, address: string][] = [
      ['microsoft365', `admin.microsoft.com/Partner/BeginClientSession.aspx?CTID=${customer.tenantId}&CSDEST=o365admincenter`],
      ['microsoft365', `admin.cloud.microsoft/?delegatedOrg=${customer.initialDomain}`],
      ['exchange', `admin.cloud.microsoft/exchange?delegatedOrg=${customer.initialDomain}`],
      ['entra', `entra.microsoft.com/${customer.tenantId}`],
      ['entra', `aad.portal.azure.com/${customer.initialDomain}`],
      ['intune', `intune.microsoft.com/${customer.tenantId}`],
      ['teams', `admin.teams.microsoft.com/?delegatedOrg=${customer.initialDomain}`],
      ['sharepoint', `${prefix}-admin.sharepoint.com`],
      ['defender', `security.microsoft.com/?tid=${customer.tenantId}`],
      ['purview', `purview.microsoft.com/?tid=${customer.tenantId}`],
      ['powerplatform', `admin.powerplatform.microsoft.com/account/login/${customer.tenantId}`],
      ['azure', `portal.azure.com/${customer.tenantId}`],
      ['businesscentral', `businesscentral.dynamics.com/${customer.tenantId}/admin`],
    ]
    for (const [center, address] of addresses) {
      const { status, html } = await visitor.open(`${origin}/portals/${address}`)
      expect(status, address).toBe(200)
      const expected = `data-center="${center}" data-tenant-id="${customer.tenantId}" data-customer-name="Enter &lt;active&gt; &amp; Co" data-signed-in-as="${ADMIN_AGENT}"`
      expect(html, address).toContain(expected)
    }
    expect((await visitor.open(`${origin}/portals/lighthouse.microsoft.com`)).html).toContain(`data-tenant-id="${MAIN_TENANT}"`)
    expect((await visitor.open(`${origin}/portals/unknown.example`)).status).toBe(404)
  })

  test('without an active relationship, or outside the assigned group, access is refused', async () => {
    const visitor = createVisitor(origin)
    await signIn(visitor, await beginFlow(origin, 'organizations'), ADMIN_AGENT)
    const refused = await visitor.open(`${origin}/portals/entra.microsoft.com/${(await one('expired')).tenantId}`)
    expect(refused.status).toBe(403)
    expect(refused.html).toContain('data-refused="noRelationship"')
    const reader = createVisitor(origin)
    await signIn(reader, await beginFlow(origin, 'organizations'), 'remi.lefort@aurore-cloud.example')
    expect(await reader.open(`${origin}/portals/entra.microsoft.com/${(await one('active')).tenantId}`)).toMatchObject({
      status: 403,
      html: expect.stringContaining('notInGroup'),
    })
  })

  test('nobody signed in is led to the picker and back; with several accounts one chooses', async () => {
    const visitor = createVisitor(origin)
    const address = `/portals/entra.microsoft.com/${(await one('active')).tenantId}`
    const out = await visitor.open(address)
    expect(out.status).toBe(401)
    const signIn = (/href="(\/portals\/sign-in[^"]+)"/.exec(out.html)?.[1] ?? '').replaceAll('&amp;', '&')
    const entered = await visitor.press(await visitor.open(signIn), { name: 'account', value: ADMIN_AGENT })
    expect(entered.html).toContain(`data-signed-in-as="${ADMIN_AGENT}"`)
    await visitor.press(await visitor.open(signIn), { name: 'account', value: GLOBAL_ADMINISTRATOR })
    const choice = await visitor.open(address)
    expect(choice.html).toContain('Choose the account')
    expect(
      (await visitor.open('/portals/sign-in?to=https://elsewhere.example', { method: 'POST', form: { account: ADMIN_AGENT } })).status,
    ).toBe(400)
  })
})

test('mail sent by SMTP is readable as a page and as JSON', async () => {
  const transport = createTransport({ host: '127.0.0.1', port: Number(simulator.ready.smtpPort), secure: false, ignoreTLS: true })
  await transport.sendMail({
    from: 'a@sender.example',
    to: ['b@receiver.example'],
    subject: 'Relation expirée – été',
    text: 'Bonjour',
    html: '<p>Bonjour <script>1</script></p>',
    attachments: [{ filename: 'Clients – été.csv', content: 'a;b\r\n', contentType: 'text/csv' }],
  })
  const { body } = await control('GET', '/inbox?to=b@receiver.example')
  expect(body).toHaveLength(1)
  expect(body[0]).toMatchObject({ from: 'a@sender.example', to: ['b@receiver.example'], subject: 'Relation expirée – été' })
  const visitor = createVisitor(origin)
  expect((await visitor.open('/inbox')).html).toContain('Relation expirée – été')
  const message = await visitor.open(`/inbox/${body[0].id}`)
  expect(message.html).toContain('<iframe sandbox ')
  expect(message.html).not.toContain('<script>')
  expect(message.html).toContain('Clients – été.csv</a> (5')
  const file = await fetch(`${origin}/inbox/${body[0].id}/attachments/0`)
  expect(file.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${encodeURIComponent('Clients – été.csv')}`)
  expect(await file.text()).toBe('a;b\r\n')
  expect((await visitor.open(`/inbox/${body[0].id}/attachments/1`)).status).toBe(404)
  expect((await visitor.open('/control')).html).toContain('POST /control/clock')
})
