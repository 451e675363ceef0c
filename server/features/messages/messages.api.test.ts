// The message center from the simulated cloud to the screens' API: read once for all, made safe, whose, what is read and by whom.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Message, MessageList, MessageRow } from '../../../contract/messages.ts'
import { type Person, startApi, type TestApi } from '../../../tests/support/api.ts'
import type { TestCloud } from '../../../tests/support/cloud.ts'
import { type FaultyCloud, startFaultyCloud } from '../../../tests/support/faulty-cloud.ts'
import { askForPulls } from '../../pulls/ask.ts'
import { addMissing } from '../../pulls/claim.ts'
import type { Pull } from '../../pulls/pull.ts'
import { runPull } from '../../pulls/run-pull.ts'
import { syncCustomers } from '../sync/sync.sync.ts'
import { messagePulls } from './messages.pulls.ts'

let cloud: TestCloud
let way: FaultyCloud
let api: TestApi
let partnerId: string
let person: Person
let pull: Pull
let open: string[]
const never = new AbortController().signal

beforeAll(async () => {
  way = await startFaultyCloud(60)
  ;({ cloud, partnerId } = way)
  const { refreshToken } = await control('/refresh-tokens', { partnerTenantId: partnerId })
  api = await startApi({ ...cloud.env, TENANTRY_PARTNERS: partnerId, MICROSOFT_REFRESH_TOKENS: `${partnerId}:${refreshToken}` })
  await syncCustomers(api.services, partnerId, never)
  person = await api.signIn(partnerId, ['reader'])
  pull = messagePulls(api.services)[0] as Pull
  await addMissing(db(), partnerId, ['messages'], new Date())
  await runPull(api.services, pull, partnerId, never)
  open = await readable()
})
afterAll(async () => {
  await api.stop()
  await way.stop()
})

const db = () => api.services.door.ofPartner(partnerId)
const readable = async () => {
  const rows = await db()
    .selectFrom('pulls')
    .where('resource', '=', 'messages')
    .where('good_at', 'is not', null)
    .select('tenant_id')
    .execute()
  return rows.map((row) => row.tenant_id)
}
const control = async (path: string, body: object): Promise<Record<string, string>> => {
  const answer = await fetch(`${cloud.cloud.address}/control${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answer.ok, await answer.clone().text()).toBe(true)
  return (await answer.json()) as Record<string, string>
}
const publish = (message: object) => control('/messages', message)
const readAgain = async () => {
  await askForPulls(api.services, partnerId, { resources: ['messages'] })
  return runPull(api.services, pull, partnerId, never)
}
const list = async (query = '', by = person): Promise<MessageList> => (await by.call('GET', `/api/messages?${query}`)).json()
const titled = async (title: string, query = '', by = person): Promise<MessageRow | undefined> =>
  (await list(`search=${encodeURIComponent(title)}&${query}`, by)).rows[0]
const textsAsked = () => way.calls.filter((call) => /serviceAnnouncement\/messages/.test(call) && !call.includes('select')).length

it('every message is stored once, and its text asked for once, whoever gets it', async () => {
  const { rows, total, services, readings } = await list('limit=200')
  expect(total).toBeGreaterThan(20)
  expect(new Set(rows.map(({ messageId }) => messageId)).size).toBe(rows.length)
  expect(services.length).toBeGreaterThan(3)
  expect(Date.parse(readings.newestAt ?? '')).toBeGreaterThan(Date.now() - 600_000)
  expect(open.length).toBeGreaterThan(10)
  // The first customer brings nearly all of them; each later one only what it alone has.
  expect(textsAsked()).toBeLessThan(open.length)
  expect(rows.some(({ customers }) => customers === open.length)).toBe(true)
})

it('P11: what is equal is neither asked for nor written again', async () => {
  const before = textsAsked()
  expect(await readAgain()).toMatchObject({ changed: 0 })
  expect(textsAsked()).toBe(before)
})

it('R2: a message whose record cannot be read is not taken from those who get it', async () => {
  const who = () => db().selectFrom('customer_messages').select(['tenant_id', 'message_ids']).orderBy('tenant_id').execute()
  const before = await who()
  way.fault = (call) =>
    call.includes('/serviceAnnouncement/messages')
      ? {
          spoil: (body) => ({
            ...body,
            value: (body['value'] as object[]).map((record, at) => (at === 0 ? { ...record, id: {} } : record)),
          }),
        }
      : undefined
  const { unreadable } = await readAgain()
  way.fault = () => undefined
  expect(unreadable).toBeGreaterThanOrEqual(open.length)
  expect(await who()).toEqual(before)
})

describe('a new message', () => {
  it('is known to exactly those it is for, with markup made safe and its date to act by on top', async () => {
    const [one, two] = open as [string, string]
    await publish({ service: 'Exchange', title: 'Ask your people tomorrow', actByDays: 1, major: true, tenants: [one, two] })
    expect(await readAgain()).toMatchObject({ changed: 2 })
    const [first] = (await list()).rows
    expect(first).toMatchObject({ title: 'Ask your people tomorrow', actsSoon: true, majorChange: true, customers: 2, read: false })
    const { messageId } = first as MessageRow
    const content = '<p>Do <b>this</b></p><script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">no</a>'
    await db().updateTable('service_messages').set({ content }).where('message_id', '=', messageId).execute()
    const message: Message = (await person.call('GET', `/api/messages/${messageId}`)).json()
    expect(message.html).toContain('<b>this</b>')
    expect(message.html).not.toMatch(/script|img|onerror|javascript/)
    const customers = (await person.call('GET', `/api/messages/${messageId}/customers`)).json()
    expect(customers).toMatchObject({ total: 2 })
    expect(customers.rows.map((row: { tenantId: string }) => row.tenantId).sort()).toEqual([one, two].sort())
  })

  it('is found by title, number, service, major change and customer', async () => {
    const row = (await titled('your people')) as MessageRow
    expect((await list(`search=${row.messageId.toLowerCase()}`)).rows).toMatchObject([{ messageId: row.messageId }])
    expect((await list('search=your%20people&service=Exchange%20Online')).total).toBe(1)
    expect((await list('search=your%20people&service=Microsoft%20Teams')).total).toBe(0)
    expect((await list('search=your%20people&major=true')).total).toBe(1)
    expect((await list(`search=your%20people&tenantId=${open[0]}`)).rows).toMatchObject([{ customers: 1 }])
    expect((await list(`search=your%20people&tenantId=${open[5]}`)).total).toBe(0)
  })

  it('B13: follows the choice of customers by tag', async () => {
    const admin = await api.signIn(partnerId, ['adminAgent'])
    const { tagId } = (await admin.call('POST', '/api/tags', { name: 'watched' })).json()
    expect((await list(`search=your%20people&tag=${tagId}`)).total).toBe(0)
    await admin.call('POST', `/api/tags/${tagId}/customers`, { tenantIds: [open[1]] })
    expect((await list(`search=your%20people&tag=${tagId}`)).rows).toMatchObject([{ customers: 1 }])
  })
})

describe('reading', () => {
  it("is each person's own, and is taken back", async () => {
    const { messageId } = (await titled('your people')) as MessageRow
    const before = (await list()).unread
    const mark = (read: boolean) => person.call('POST', '/api/messages/read', { messageIds: [messageId, 'MC0'], read })
    expect((await mark(true)).json()).toEqual({ changed: [messageId] })
    expect((await mark(true)).json()).toEqual({ changed: [] })
    expect(await list()).toMatchObject({ unread: before - 1 })
    expect((await list('search=your%20people&unread=true')).total).toBe(0)
    expect(await titled('your people', '', await api.signIn(partnerId))).toMatchObject({ read: false })
    expect((await mark(false)).json()).toEqual({ changed: [messageId] })
    expect(await titled('your people')).toMatchObject({ read: false })
  })

  it('ends when Microsoft changes the message', async () => {
    const { messageId } = (await titled('your people')) as MessageRow
    await person.call('POST', '/api/messages/read', { messageIds: [messageId], read: true })
    await db()
      .updateTable('service_messages')
      .set({ modified_at: new Date(Date.now() + 1000) })
      .where('message_id', '=', messageId)
      .execute()
    expect(await titled('your people')).toMatchObject({ read: false })
  })
})

it('R3: another partner reads, marks and counts none of them', async () => {
  const stranger = await api.signIn(await api.addPartner(), ['globalAdministrator'])
  const { messageId } = (await titled('your people')) as MessageRow
  expect(await list('', stranger)).toMatchObject({
    rows: [],
    total: 0,
    unread: 0,
    services: [],
    readings: { newestAt: null, oldestAt: null },
  })
  expect(await list(`tenantId=${open[0]}`, stranger)).toMatchObject({ total: 0 })
  expect((await stranger.call('GET', `/api/messages/${messageId}`)).statusCode).toBe(404)
  expect((await stranger.call('GET', `/api/messages/${messageId}/customers`)).statusCode).toBe(404)
  expect((await stranger.call('POST', '/api/messages/read', { messageIds: [messageId], read: true })).json()).toEqual({ changed: [] })
})
