// Azure Support against a server that answers as Microsoft documents: tickets that take time, communications, both scopes.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ReplyingServer, startReplyingServer } from '../../../tests/support/replying-server.ts'
import { azureSubscriptions } from './azure-subscriptions.ts'
import { problemClassificationByName, problemClassifications, supportServiceByName, supportServices } from './support-services.ts'
import { createTicket, ticketByName, ticketNameIsFree, ticketPages, updateTicket } from './support-tickets.ts'
import type { TicketBody } from './ticket-body.ts'
import { communicationByName, communicationPages, createCommunication } from './ticket-communications.ts'

const subscriptionId = '132d901f-189d-4381-9214-fe68e27e05a1'
const inTenant = { subscriptionId: null }
const version = 'api-version=2024-04-01'
const wait = async (): Promise<void> => {}

let server: ReplyingServer
beforeAll(async () => {
  server = await startReplyingServer()
})
afterAll(() => server.close())

const body = {
  properties: {
    title: 'Invoice',
    description: 'Two lines\nof it',
    serviceId: '/providers/Microsoft.Support/services/billing',
    problemClassificationId: '/providers/Microsoft.Support/services/billing/problemClassifications/refund',
    severity: 'moderate',
    advancedDiagnosticConsent: 'No',
    contactDetails: {
      firstName: 'A',
      lastName: 'B',
      preferredContactMethod: 'email',
      primaryEmailAddress: 'a@contoso.com',
      preferredTimeZone: 'Romance Standard Time',
      country: 'fra',
      preferredSupportLanguage: 'fr-FR',
    },
  },
} satisfies TicketBody
const ticket = {
  name: 't1',
  id: `/subscriptions/${subscriptionId}/providers/Microsoft.Support/supportTickets/t1`,
  properties: { ...body.properties, status: 'Open', supportTicketId: '119', createdDate: '2020-03-20T21:36:18Z', supportEngineer: null },
}

describe('a ticket', () => {
  it.each([
    ['the tenant', null, ''],
    ['a subscription', subscriptionId, `/subscriptions/${subscriptionId}`],
  ])('in %s is opened, waited for and read', async (_, scope, root) => {
    const place = `${root}/providers/Microsoft.Support/operationsStatus/o1?${version}`
    server.reply(
      {
        status: 202,
        headers: { 'azure-asyncoperation': `${server.origin}${place}`, location: `${server.origin}/results/o1`, 'retry-after': '2' },
      },
      { status: 202, headers: { 'retry-after': '4' }, body: { status: 'InProgress' } },
      { body: { status: 'Succeeded' } },
      { body: ticket },
    )
    const waits: number[] = []
    const made = await createTicket(server.source, { subscriptionId: scope, ticketName: 't1' }, body, {
      wait: async (ms) => void waits.push(ms),
    })
    expect(made).toMatchObject({
      name: 't1',
      number: '119',
      status: 'open',
      subscriptionId,
      engineer: null,
      description: 'Two lines\nof it',
    })
    expect(waits).toEqual([2000, 4000])
    expect(server.asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `PUT ${root}/providers/Microsoft.Support/supportTickets/t1?${version}`,
      `GET ${place}`,
      `GET ${place}`,
      `GET ${root}/providers/Microsoft.Support/supportTickets/t1?${version}`,
    ])
    expect(server.asked[0]?.body).toEqual(body)
  })

  it('that Azure refuses in the end fails with its reason', async () => {
    const begun = { status: 202, headers: { location: `${server.origin}/results/o1` } }
    server.reply(begun, { body: { status: 'Failed', error: { code: 'InvalidSupportPlan', message: 'No plan' } } })
    await expect(createTicket(server.source, { ...inTenant, ticketName: 't1' }, body, { wait })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'InvalidSupportPlan',
      message: expect.stringContaining('No plan') as string,
    })
    // Only a link to the result: 202 until it is there.
    server.reply(begun, { status: 202 }, { body: ticket }, { body: ticket })
    expect(await createTicket(server.source, { ...inTenant, ticketName: 't1' }, body, { wait })).toMatchObject({ name: 't1' })
    server.reply({ status: 202 })
    await expect(createTicket(server.source, { ...inTenant, ticketName: 't1' }, body, { wait })).rejects.toMatchObject({
      code: 'no_operation_link',
    })
    server.reply({ status: 202, headers: { 'azure-asyncoperation': '/x' } }, () => ({ body: { status: 'InProgress' } }))
    await expect(createTicket(server.source, { ...inTenant, ticketName: 't1' }, body, { wait, mostLooks: 3 })).rejects.toMatchObject({
      code: 'operation_unfinished',
    })
    server.reply({ status: 403, body: { error: { code: 'AuthorizationFailed', message: 'no role' } } })
    await expect(createTicket(server.source, { ...inTenant, ticketName: 't1' }, body)).rejects.toMatchObject({
      kind: 'denied',
      code: 'AuthorizationFailed',
    })
  })

  it('answered at once needs no waiting', async () => {
    server.reply({ body: ticket })
    expect(await createTicket(server.source, { ...inTenant, ticketName: 't1' }, body)).toMatchObject({ name: 't1' })
    expect(server.asked).toHaveLength(1)
  })

  it.each([
    ['a severity that needs a phone', { severity: 'critical' }],
    ['an unknown severity', { severity: 'high' }],
    ['a country of two letters', { contactDetails: { ...body.properties.contactDetails, country: 'FR' } }],
    ['a title that is none', { title: 7 }],
  ])('is not sent with %s', async (_, change) => {
    server.reply()
    const odd = { properties: { ...body.properties, ...change } } as TicketBody
    await expect(createTicket(server.source, { ...inTenant, ticketName: 't1' }, odd)).rejects.toMatchObject({ code: 'bad_request_body' })
    expect(server.asked).toHaveLength(0)
  })

  it('is listed page by page, changed and looked for by name', async () => {
    server.reply(
      { body: { value: [ticket, { properties: {} }, null], nextLink: `${server.origin}/next?$skipToken=2` } },
      { body: { value: [{ name: 't2', properties: { status: 'updating', severity: 'Unheard' } }], nextLink: '' } },
    )
    const pages = []
    const of = { open: true, createdSince: new Date('2026-01-01T00:00:00Z') }
    for await (const page of ticketPages(server.source, { subscriptionId }, of)) pages.push(page)
    expect(pages.map(({ records, skipped }) => [records.length, skipped.length])).toEqual([
      [1, 2],
      [1, 0],
    ])
    expect(pages[1]?.records[0]).toMatchObject({ status: 'updating', severity: 'Unheard', subscriptionId: null })
    const query = new URL(server.asked[0]?.url ?? '', server.origin).searchParams
    expect([query.get('$top'), query.get('$filter')]).toEqual(['100', "status eq 'Open' and createdDate ge 2026-01-01T00:00:00.000Z"])

    server.reply(
      { body: { ...ticket, properties: { ...ticket.properties, status: 'Closed' } } },
      { body: { nameAvailable: false, reason: 'AlreadyExists' } },
    )
    expect(await updateTicket(server.source, { ...inTenant, ticketName: 't1' }, { status: 'closed' })).toMatchObject({ status: 'closed' })
    expect(server.asked[0]).toMatchObject({ method: 'PATCH', body: { status: 'closed' } })
    expect(await ticketNameIsFree(server.source, { subscriptionId }, 't1')).toBe(false)
    server.reply({ status: 404, body: { error: { code: 'ResourceNotFound' } } })
    await expect(ticketByName(server.source, inTenant, 't1')).rejects.toMatchObject({ kind: 'gone' })
  })
})

it('communications are read and written, in both scopes', async () => {
  const sent = { name: 'c1', properties: { subject: 's', body: 'a\nb', communicationDirection: 'Outbound', sender: 'a@x.com' } }
  const written = { subject: 's', body: 'a\nb' }
  server.reply(
    { body: { value: [sent, {}] } },
    { body: sent },
    { status: 202, headers: { 'azure-asyncoperation': '/o' } },
    { body: { status: 'succeeded' } },
    { body: sent },
  )
  const of = { subscriptionId, ticketName: 't1' }
  for await (const page of communicationPages(server.source, of))
    expect(page.records).toMatchObject([{ name: 'c1', direction: 'outbound', content: 'a\nb' }])
  expect(await communicationByName(server.source, { ...inTenant, ticketName: 't1', communicationName: 'c1' })).toMatchObject({ name: 'c1' })
  expect(await createCommunication(server.source, { ...of, communicationName: 'c1' }, written, { wait })).toMatchObject({ name: 'c1' })
  expect(server.asked[2]).toMatchObject({ method: 'PUT', body: { properties: written } })
  expect(server.asked[2]?.url).toBe(
    `/subscriptions/${subscriptionId}/providers/Microsoft.Support/supportTickets/t1/communications/c1?${version}`,
  )
})

it('services, kinds of problem and subscriptions are offered', async () => {
  const service = {
    id: '/providers/Microsoft.Support/services/b',
    name: 'b',
    properties: { displayName: 'Facturation', resourceTypes: [] },
  }
  const problem = { id: '/x/y', name: 'y', properties: { displayName: 'Refund', secondaryConsentEnabled: [{ type: 'Databricks' }, null] } }
  server.reply(
    { body: { value: [service, {}] } },
    { body: service },
    { body: { value: [problem, { id: 'z' }] } },
    { body: problem },
    {
      body: { value: [{ subscriptionId, displayName: 'Pay as you go', state: 'warned' }, {}] },
    },
  )
  expect((await supportServices(server.source, 'fr-FR')).records).toMatchObject([{ name: 'b', title: 'Facturation' }])
  expect(server.asked[0]?.headers['accept-language']).toBe('fr-FR')
  expect(await supportServiceByName(server.source, 'b')).toMatchObject({ id: service.id })
  expect((await problemClassifications(server.source, 'b', 'en-US')).records).toMatchObject([{ consents: [{ type: 'Databricks' }] }])
  expect(await problemClassificationByName(server.source, { serviceName: 'b', classificationName: 'y' })).toMatchObject({ title: 'Refund' })
  expect((await azureSubscriptions(server.source)).records).toMatchObject([{ subscriptionId, name: 'Pay as you go', state: 'Warned' }])
})
