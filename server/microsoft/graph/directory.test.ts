// Subscriptions, licences, domains, organisation, people, mail and change notifications against a server that answers as documented.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ReplyingServer, startReplyingServer } from '../../../tests/support/replying-server.ts'
import { carriesState, readChangeNotices } from './change-notice.ts'
import {
  changeSubscriptionById,
  changeSubscriptions,
  createChangeSubscription,
  deleteChangeSubscription,
  renewChangeSubscription,
} from './change-notifications.ts'
import { contractById } from './contracts.ts'
import { directorySubscriptionById, directorySubscriptionOfCommerce, directorySubscriptions } from './directory-subscriptions.ts'
import { domainByName, domains, serviceRecords, updateDomain, verificationRecords, verifyDomain } from './domains.ts'
import { groupMembers, numberOfUsers, securityGroupPages } from './groups.ts'
import { sendMail } from './mail.ts'
import { memberGroups } from './member-groups.ts'
import { organizationById, updateOrganization } from './organization.ts'
import { subscribedSkuById, subscribedSkus } from './subscribed-skus.ts'
import { tenantById, tenantOfDomain } from './tenant-information.ts'
import { me, userById } from './users.ts'

const tenant = '52eaad04-13a2-4a2f-9ce8-93a294fadf36'
let server: ReplyingServer
beforeAll(async () => {
  server = await startReplyingServer()
})
afterAll(() => server.close())
const askedOf = (place = 0) => new URL(server.asked[place]?.url ?? '', server.origin)

describe('subscriptions and licences', () => {
  const subscription = {
    id: 's1',
    commerceSubscriptionId: 'A'.repeat(8),
    isTrial: true,
    nextLifecycleDateTime: '2027-01-01T00:00:00Z',
    ownerTenantId: tenant,
    serviceStatus: [{ servicePlanName: 'EXCHANGE', provisioningStatus: 'Success' }, null],
    skuId: 'X',
    skuPartNumber: 'ENTERPRISEPACK',
    status: 'lockedout',
    totalLicenses: 25,
  }

  it('tell when they end, also without most of their fields', async () => {
    server.reply({ body: { value: [subscription, { id: 's2', nextLifecycleDateTime: '9999-12-31T00:00:00Z', status: 'New' }, {}] } })
    const { records, skipped } = await directorySubscriptions(server.source)
    expect(records).toMatchObject([
      {
        id: 's1',
        trial: true,
        licences: 25,
        status: 'LockedOut',
        nextLifecycleAt: new Date('2027-01-01T00:00:00Z'),
        ownerTenantId: tenant,
      },
      { id: 's2', nextLifecycleAt: null, status: 'New', licences: null },
    ])
    expect(records[0]?.services).toHaveLength(1)
    expect(skipped).toHaveLength(1)
  })

  it('are found by both of their IDs', async () => {
    server.reply({ body: subscription }, { body: subscription })
    expect((await directorySubscriptionById(server.source, 's1')).id).toBe('s1')
    expect((await directorySubscriptionOfCommerce(server.source, "a'b")).commerceSubscriptionId).toBe('aaaaaaaa')
    expect(server.asked[1]?.url).toBe("/v1.0/directory/subscriptions(commerceSubscriptionId='a''b')")
  })

  it('licences are counted', async () => {
    const sku = { id: 'k', capabilityStatus: 'Warning', consumedUnits: 14, prepaidUnits: { enabled: '25', warning: 3 }, skuId: 'ABC' }
    server.reply({ body: { value: [sku, { ...sku, prepaidUnits: null, consumedUnits: null }] } }, { body: sku })
    expect((await subscribedSkus(server.source)).records).toMatchObject([
      { used: 14, enabled: 25, inGrace: 3, suspended: 0, skuId: 'abc' },
      { used: 0, enabled: 0 },
    ])
    expect(await subscribedSkuById(server.source, 'k')).toMatchObject({ status: 'Warning' })
  })
})

describe('tenants', () => {
  it('are found by domain and by ID', async () => {
    const found = { tenantId: tenant.toUpperCase(), displayName: null, federationBrandName: 'Contoso', defaultDomainName: 'Contoso.com' }
    server.reply({ body: found }, { body: { value: found } }, { status: 404, body: { error: { code: 'Directory_ObjectNotFound' } } })
    const meant = { tenantId: tenant, name: 'Contoso', brandName: 'Contoso', defaultDomain: 'contoso.com' }
    expect(await tenantOfDomain(server.source, " d'or.example ")).toEqual(meant)
    expect(await tenantById(server.source, tenant)).toEqual(meant)
    expect(server.asked[0]?.url).toBe("/v1.0/tenantRelationships/findTenantInformationByDomainName(domainName='d''or.example')")
    await expect(tenantById(server.source, tenant)).rejects.toMatchObject({ kind: 'gone', code: 'Directory_ObjectNotFound' })
  })

  it('organisation and contract', async () => {
    const sent = { id: tenant, displayName: 'Contoso', verifiedDomains: [null, { name: 'A.com', isInitial: true }], businessPhones: ['1'] }
    server.reply({ body: { value: [sent] } }, { status: 204 }, { body: { customerId: tenant, contractType: 'ResellerPartner' } })
    expect(await organizationById(server.source, tenant)).toMatchObject({ initialDomain: 'A.com', domains: ['a.com'], phones: ['1'] })
    await updateOrganization(server.source, tenant, { technicalNotificationMails: ['it@contoso.com'] })
    expect(server.asked[1]).toMatchObject({ method: 'PATCH', body: { technicalNotificationMails: ['it@contoso.com'] } })
    expect(await contractById(server.source, 'c')).toMatchObject({ tenantId: tenant, type: 'reseller' })
  })

  it('domains and their records', async () => {
    const domain = { id: 'Contoso.com', authenticationType: 'managed', isDefault: true, supportedServices: ['Email'] }
    const srv = { recordType: 'Srv', label: 'x', ttl: 3600, nameTarget: 'sip', service: '_sip', protocol: '_tls', port: 443 }
    server.reply({ body: { value: [domain, {}] } }, { body: domain }, { status: 204 }, { body: domain }, { body: { value: [srv, null] } })
    expect((await domains(server.source)).records).toMatchObject([{ name: 'contoso.com', authentication: 'Managed', verified: null }])
    expect((await domainByName(server.source, 'contoso.com')).default).toBe(true)
    await updateDomain(server.source, 'contoso.com', { isDefault: true })
    expect((await verifyDomain(server.source, 'contoso.com')).services).toEqual(['Email'])
    expect((await serviceRecords(server.source, 'contoso.com')).records).toMatchObject([{ type: 'Srv', value: 'sip', srv: { port: 443 } }])
    server.reply({ body: { value: [{ recordType: 'Txt', text: 'MS=ms1', isOptional: 'false' }] } })
    expect((await verificationRecords(server.source, 'contoso.com')).records).toMatchObject([
      { value: 'MS=ms1', optional: false, srv: null },
    ])
  })
})

describe('people', () => {
  it('users', async () => {
    const user = { id: 'U1', displayName: 'Adele', userPrincipalName: 'a@contoso.com', businessPhones: ['1'], mobilePhone: '2' }
    server.reply({ body: user }, { body: { displayName: 'Adele' } })
    expect(await me(server.source)).toMatchObject({ id: 'u1', phones: ['1', '2'], enabled: null })
    expect(await userById(server.source, 'a@contoso.com')).toMatchObject({ id: null, name: 'Adele' })
    expect(askedOf(1).pathname).toBe('/v1.0/users/a%40contoso.com')
  })

  it('member groups are asked for twenty at a time', async () => {
    const ids = Array.from({ length: 45 }, (_, place) => `G${place}`)
    server.reply(({ body }) => ({ body: { value: [(body as { groupIds: string[] }).groupIds[0], null] } }))
    expect([...(await memberGroups(server.source, 'me', ids))]).toEqual(['g0', 'g20', 'g40'])
    expect(server.asked.map(({ url }) => url)).toEqual(Array(3).fill('/v1.0/me/checkMemberGroups'))
    await memberGroups(server.source, { objectId: 'o' }, ['G1'])
    expect(server.asked.at(-1)?.url).toBe('/v1.0/directoryObjects/o/checkMemberGroups')
  })

  it('security groups, their members and how many', async () => {
    const member = { '@odata.type': '#microsoft.graph.user', id: 'M', displayName: 'Jo' }
    server.reply(
      { body: { value: [{ id: 'G', displayName: 'Tier 1', securityEnabled: true, mailEnabled: false }, {}] } },
      { body: { value: [member, {}] } },
      { headers: { 'content-type': 'text/plain' }, body: '\uFEFF893' },
    )
    for await (const page of securityGroupPages(server.source)) expect(page.records).toMatchObject([{ id: 'g', security: true }])
    expect((await groupMembers(server.source, 'g')).records).toMatchObject([{ id: 'm', kind: 'user' }])
    expect(await numberOfUsers(server.source, 'g')).toBe(893)
    expect(server.asked[2]).toMatchObject({
      url: '/v1.0/groups/g/members/microsoft.graph.user/$count',
      headers: { consistencylevel: 'eventual' },
    })
  })
})

describe('mail', () => {
  it('is sent once, as Microsoft takes it', async () => {
    server.reply({ status: 202 }, { status: 202 }, { status: 503 })
    const attachments = [{ name: 'a.txt', contentType: 'text/plain', bytes: Buffer.from('Hello') }]
    await sendMail(server.source, 'me', { to: ['a@x.com'], cc: ['b@x.com'], subject: 'Hi', html: '<b>x</b>', attachments })
    expect(server.asked[0]?.body).toEqual({
      message: {
        subject: 'Hi',
        body: { contentType: 'HTML', content: '<b>x</b>' },
        toRecipients: [{ emailAddress: { address: 'a@x.com' } }],
        ccRecipients: [{ emailAddress: { address: 'b@x.com' } }],
        attachments: [
          { '@odata.type': '#microsoft.graph.fileAttachment', name: 'a.txt', contentType: 'text/plain', contentBytes: 'SGVsbG8=' },
        ],
      },
      saveToSentItems: true,
    })
    await sendMail(server.source, { userId: 'u' }, { to: ['a@x.com'], subject: 'Hi', text: 'x' })
    expect(server.asked[1]?.url).toBe('/v1.0/users/u/sendMail')
    await expect(sendMail(server.source, 'me', { to: ['a@x.com'], subject: 'Hi', text: 'x' })).rejects.toMatchObject({ kind: 'broken' })
    expect(server.asked).toHaveLength(3)
    await expect(sendMail(server.source, 'me', { to: [], subject: 'Hi' })).rejects.toMatchObject({ code: 'bad_request_body' })
  })
})

describe('change notifications', () => {
  const sent = { id: 'n1', resource: '/users', changeType: 'created, updated', expirationDateTime: '2030-01-01T00:00:00Z' }

  it('are subscribed to, renewed and ended', async () => {
    server.reply({ status: 201, body: sent }, { body: sent }, { body: { value: [sent, {}] } }, { body: sent }, { status: 204 })
    const body = {
      changeType: 'created,updated',
      notificationUrl: 'https://tenantry.example/hooks/graph',
      resource: '/users',
      expirationDateTime: '2030-01-01T00:00:00.0000000Z',
      clientState: 'secret',
    }
    expect(await createChangeSubscription(server.source, body)).toMatchObject({ id: 'n1', changeTypes: ['created', 'updated'] })
    expect(server.asked[0]?.body).toEqual(body)
    await renewChangeSubscription(server.source, 'n1', new Date('2031-01-01T00:00:00Z'))
    expect(server.asked[1]).toMatchObject({ method: 'PATCH', body: { expirationDateTime: '2031-01-01T00:00:00.000Z' } })
    expect((await changeSubscriptions(server.source)).records).toHaveLength(1)
    expect((await changeSubscriptionById(server.source, 'n1')).expiresAt).toEqual(new Date('2030-01-01T00:00:00Z'))
    await deleteChangeSubscription(server.source, 'n1')
    server.reply()
    const clear = { ...body, notificationUrl: 'http://tenantry.example' }
    await expect(createChangeSubscription(server.source, clear)).rejects.toMatchObject({ code: 'bad_request_body' })
  })

  it('notices are read each by itself and known by their secret', () => {
    const notice = { subscriptionId: 'n1', clientState: 'secret', lifecycleEvent: 'Missed', tenantId: tenant }
    const read = readChangeNotices({
      value: [notice, { changeType: 'updated' }, null, { ...notice, clientState: 5, lifecycleEvent: 'new' }],
    })
    expect(read?.records.map(({ lifecycleEvent }) => lifecycleEvent)).toEqual(['missed', 'new'])
    expect(read?.skipped).toHaveLength(2)
    expect(read?.records.map((one) => carriesState(one, 'secret'))).toEqual([true, false])
    expect(read?.records.map((one) => carriesState({ ...one, clientState: '' }, ''))).toEqual([false, false])
    for (const odd of [null, 4, {}, { value: {} }, []]) expect(readChangeNotices(odd)).toBeNull()
  })
})
