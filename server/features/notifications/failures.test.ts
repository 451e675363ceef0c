// B4: what happens to notices when servers refuse and workers race. Of processes that die: server/features/killed-senders.test.ts.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Person, startApi, type TestApi } from '../../../tests/support/api.ts'
import { type MailServer, startMailServer } from '../../../tests/support/mail-server.ts'
import { addRule, ruleFor, verifiedAddress } from '../../../tests/support/notice-rules.ts'
import { issuesOf, withClock } from '../../../tests/support/notices.ts'
import { claimEntry } from './actions/claim-entry.ts'
import { deliverDue } from './actions/deliver.ts'
import { tellChanges } from './actions/tell-changes.ts'
import { tellAndDeliver } from './notifications.jobs.ts'

let server: MailServer
let api: TestApi
let partnerId: string
let person: Person
let tenantIds: string[]
let channelId: string
let services: ReturnType<typeof withClock>

beforeAll(async () => {
  server = await startMailServer()
  api = await startApi({ SMTP_URL: server.url })
})
afterAll(async () => {
  await api.stop()
  await server.stop()
})
beforeEach(async () => {
  server.taken.length = 0
  server.refuse.recipient = null
  server.refuse.message = null
  server.refuse.words = null
  partnerId = await api.addPartner()
  person = await api.signIn(partnerId)
  tenantIds = await api.addCustomers(partnerId, [{ name: 'A' }, { name: 'B' }])
  channelId = await verifiedAddress(person, server, 'reader@partner.example')
  await addRule(person, rule('Mine'))
  services = withClock(api.services, new Date())
})

const rule = (name: string) => ruleFor([channelId], { name, moments: ['opened', 'updated', 'resolved'] })
const never = new AbortController().signal
const run = () => tellAndDeliver(services, partnerId, never)
const later = (minutes: number) => services.setClock(new Date(services.clock.now().getTime() + minutes * 60_000))
type Entry = {
  entryId: string
  state: string
  reason: string | null
  tries: number
  response: string | null
  rule: { name: string } | null
}
const ledger = async () => (await person.call('GET', '/api/notifications/own/ledger')).json().entries as Entry[]
const channel = async () => (await person.call('GET', '/api/notifications/own')).json().channels[0]
const why = async () =>
  (await person.call('GET', '/api/notifications/own/why?issueId=EX100001')).json().answers as { reason: string; mend: string }[]

it('B4: a refused address is paused with its reason, stays silent, and resumes when it is verified again', async () => {
  const issues = issuesOf(api, partnerId)
  await issues.open({}, tenantIds)
  server.refuse.recipient = 550
  await run()
  expect(await ledger()).toMatchObject([
    { state: 'givenUp', reason: 'refusedAddress', tries: 1, response: expect.stringContaining('No such mailbox') },
  ])
  expect(await channel()).toMatchObject({ state: 'paused', pausedReason: expect.stringContaining('550') })
  expect(await why()).toEqual(expect.arrayContaining([expect.objectContaining({ reason: 'addressPaused', mend: 'resumeAddress' })]))
  server.refuse.recipient = null
  await issues.update('restoringService')
  await run()
  expect((await ledger()).map((entry) => entry.reason)).toContain('channelPaused')
  expect(server.taken).toEqual([])
  await person.call('POST', `/api/notifications/own/channels/${channelId}/code`, {})
  const code = server.taken.at(-1)?.subject?.slice(0, 6)
  await person.call('POST', `/api/notifications/own/channels/${channelId}/verify`, { code })
  expect(await channel()).toMatchObject({ state: 'active', pausedReason: null })
})

it('B4: a refusal that is about the sender or about one mail pauses nobody', async () => {
  const issues = issuesOf(api, partnerId)
  await issues.open({}, tenantIds)
  server.refuse.recipient = 550
  server.refuse.words = '5.7.1 Relaying denied'
  await run()
  expect(await ledger()).toMatchObject([{ state: 'failed', reason: 'temporary', tries: 1 }])
  expect(await channel()).toMatchObject({ state: 'active', pausedReason: null })
  server.refuse.recipient = null
  server.refuse.message = 554
  server.refuse.words = 'Not this message'
  later(2)
  await run()
  expect(await ledger()).toMatchObject([{ state: 'givenUp', reason: 'permanent', tries: 2 }])
  expect(await channel()).toMatchObject({ state: 'active', pausedReason: null })
})

it('B4: what a server puts off is tried again, later and later, with each try in the ledger', async () => {
  await issuesOf(api, partnerId).open({}, tenantIds)
  server.refuse.message = 451
  await run()
  later(2)
  await run()
  const [entry] = await ledger()
  expect(entry).toMatchObject({ state: 'failed', reason: 'temporary', tries: 2 })
  server.refuse.message = null
  later(1)
  await run()
  expect(server.taken).toEqual([])
  later(5)
  await run()
  expect(server.taken).toHaveLength(1)
  const { attempts } = (await person.call('GET', `/api/notifications/ledger/${entry?.entryId}/attempts`)).json() as {
    attempts: { ok: boolean }[]
  }
  expect(attempts.map((attempt) => attempt.ok)).toEqual([false, false, true])
})

it('B4: two rules for one address are one mail, and the other says so; racing workers send none twice', async () => {
  await addRule(person, rule('Mine as well'))
  await issuesOf(api, partnerId).open({}, tenantIds)
  await run()
  await Promise.all([deliverDue(services, partnerId, never), deliverDue(services, partnerId, never)])
  expect(server.taken).toHaveLength(1)
  expect((await ledger()).map((entry) => entry.reason ?? entry.state).sort()).toEqual(['sent', 'toldByOtherRule'])
})

it('B4: an entry is with one worker until its lease ends', async () => {
  await issuesOf(api, partnerId).open({}, tenantIds)
  await tellChanges(services, partnerId)
  const scope = { partnerId, db: api.services.door.ofPartner(partnerId), userId: null }
  later(6)
  const taken = await Promise.all([claimEntry(scope, services.clock.now()), claimEntry(scope, services.clock.now())])
  expect(taken.filter(Boolean)).toHaveLength(1)
  expect(await claimEntry(scope, services.clock.now())).toBeNull()
  later(4)
  const claims = await Promise.all([claimEntry(scope, services.clock.now()), claimEntry(scope, services.clock.now())])
  expect(claims.filter(Boolean)).toHaveLength(1)
})

it('B4: a notice that cannot be written or sealed open is one try like any other: it is told, tried later and given up, and holds nobody up', async () => {
  const hook = { kind: 'webhook', name: 'SIEM', url: 'https://hooks.example/secret' }
  const { channel: added } = (await person.call('POST', '/api/notifications/partner/channels', hook)).json() as {
    channel: { channelId: string }
  }
  await person.call('POST', '/api/notifications/partner/rules', ruleFor([added.channelId], { name: 'Hook' }))
  await issuesOf(api, partnerId).open({}, tenantIds)
  services.secretKeys = []
  await run()
  expect(server.taken).toHaveLength(1)
  const hookEntry = async () => {
    const { entries } = (await person.call('GET', '/api/notifications/partner/ledger')).json() as { entries: Entry[] }
    return entries.find((entry) => entry.rule?.name === 'Hook')
  }
  expect(await hookEntry()).toMatchObject({
    state: 'failed',
    reason: 'temporary',
    tries: 1,
    response: expect.stringContaining('It could not be sent: '),
  })
  for (let times = 0; times < 8; times += 1) {
    later(25 * 60)
    await run()
  }
  expect(await hookEntry()).toMatchObject({ state: 'givenUp', reason: 'triesUsedUp', tries: 9 })
})

it('B4: a digest that is being tried again does not leave when its rule was turned off meanwhile', async () => {
  const daily = { ...rule('Daily'), delivery: { how: 'daily', hour: 8 } as const }
  const { ruleId } = (await person.call('GET', '/api/notifications/own')).json().rules[0] as { ruleId: string }
  await person.call('PUT', `/api/notifications/own/rules/${ruleId}`, daily)
  await issuesOf(api, partnerId).open({}, tenantIds)
  await run()
  later(25 * 60)
  server.refuse.message = 451
  await run()
  expect((await ledger()).map((entry) => entry.reason).sort()).toEqual(['digest', 'temporary'])
  await person.call('PUT', `/api/notifications/own/rules/${ruleId}`, { ...daily, enabled: false })
  server.refuse.message = null
  later(2)
  await run()
  expect(server.taken).toEqual([])
  expect((await ledger()).map((entry) => [entry.state, entry.reason])).toEqual([
    ['suppressed', 'ruleOff'],
    ['suppressed', 'ruleOff'],
  ])
})

it('B4: what fails before anything is sent counts as a try as well', async () => {
  await issuesOf(api, partnerId).open({}, tenantIds)
  const settings = JSON.stringify({ ...rule('Mine'), customers: { tagIds: ['no tag'] } })
  await api.services.door.ofPartner(partnerId).updateTable('notice_rules').set({ settings }).execute()
  await run()
  later(2)
  await run()
  expect(await ledger()).toMatchObject([{ state: 'failed', reason: 'temporary', tries: 2, response: expect.stringContaining('no tag') }])
})

it('B4: a notice that ends the process at each try is given up', async () => {
  await issuesOf(api, partnerId).open({}, tenantIds)
  await tellChanges(services, partnerId)
  await api.services.door.ofPartner(partnerId).updateTable('notice_entries').set({ tries: 9 }).execute()
  await run()
  expect(server.taken).toEqual([])
  expect(await ledger()).toMatchObject([
    { state: 'givenUp', reason: 'triesUsedUp', response: 'Each try ended before an answer was there.' },
  ])
})
