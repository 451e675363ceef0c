// B4: what happens to notices when servers refuse and workers race. Of processes that die: server/features/killed-senders.test.ts.
import { beforeEach, expect, it } from 'vitest'
import { refuseConnections } from '../../../tests/support/lost-database.ts'
import { addRule, ruleFor } from '../../../tests/support/notice-rules.ts'
import { noticeStage } from '../../../tests/support/notice-stage.ts'
import { issuesOf } from '../../../tests/support/notices.ts'
import { claimEntry } from './actions/claim-entry.ts'
import { deliverDue } from './actions/deliver.ts'
import { tellChanges } from './actions/tell-changes.ts'
import { tellAndDeliver } from './notifications.jobs.ts'

const stage = noticeStage({ customers: ['A', 'B'] })
const { run, later, ledger } = stage
beforeEach(() => addRule(stage.person, rule('Mine')))

const rule = (name: string) => ruleFor([stage.channelId], { name, moments: ['opened', 'updated', 'resolved'] })
const never = new AbortController().signal
const channel = async () => (await stage.person.call('GET', '/api/notifications/own')).json().channels[0]
const why = async () =>
  (await stage.person.call('GET', '/api/notifications/own/why?issueId=EX100001')).json().answers as { reason: string; mend: string }[]

it('B4: a refused address is paused with its reason, stays silent, and resumes when it is verified again', async () => {
  const issues = issuesOf(stage.api, stage.partnerId)
  await issues.open({}, stage.ids)
  stage.server.refuse.recipient = 550
  await run()
  expect(await ledger()).toMatchObject([
    { state: 'givenUp', reason: 'refusedAddress', tries: 1, response: expect.stringContaining('No such mailbox') },
  ])
  expect(await channel()).toMatchObject({ state: 'paused', pausedReason: expect.stringContaining('550') })
  expect(await why()).toEqual(expect.arrayContaining([expect.objectContaining({ reason: 'addressPaused', mend: 'resumeAddress' })]))
  stage.server.refuse.recipient = null
  await issues.update('restoringService')
  await run()
  expect((await ledger()).map((entry) => entry.reason)).toContain('channelPaused')
  expect(stage.server.taken).toEqual([])
  await stage.person.call('POST', `/api/notifications/own/channels/${stage.channelId}/code`, {})
  const code = stage.server.taken.at(-1)?.subject?.slice(0, 6)
  await stage.person.call('POST', `/api/notifications/own/channels/${stage.channelId}/verify`, { code })
  expect(await channel()).toMatchObject({ state: 'active', pausedReason: null })
})

it('R1: a mail that was taken while the database was away is written down when it is back, and not sent again', async () => {
  await issuesOf(stage.api, stage.partnerId).open({}, stage.ids)
  const { mailer, door } = stage.services
  const send: typeof mailer.send = async (mail) => {
    const outcome = await mailer.send(mail)
    refuseConnections(door, 3)
    return outcome
  }
  await tellAndDeliver({ ...stage.services, mailer: { ...mailer, send } }, stage.partnerId, never)
  expect(await ledger()).toMatchObject([{ state: 'sent', tries: 1 }])
  later(10)
  await run()
  expect(stage.server.taken).toHaveLength(1)
})

it('B4: a refusal that is about the sender or about one mail pauses nobody', async () => {
  const issues = issuesOf(stage.api, stage.partnerId)
  await issues.open({}, stage.ids)
  stage.server.refuse.recipient = 550
  stage.server.refuse.words = '5.7.1 Relaying denied'
  await run()
  expect(await ledger()).toMatchObject([{ state: 'failed', reason: 'temporary', tries: 1 }])
  expect(await channel()).toMatchObject({ state: 'active', pausedReason: null })
  stage.server.refuse.recipient = null
  stage.server.refuse.message = 554
  stage.server.refuse.words = 'Not this message'
  later(2)
  await run()
  expect(await ledger()).toMatchObject([{ state: 'givenUp', reason: 'permanent', tries: 2 }])
  expect(await channel()).toMatchObject({ state: 'active', pausedReason: null })
})

it('B4: what a stage.server puts off is tried again, later and later, with each try in the ledger', async () => {
  await issuesOf(stage.api, stage.partnerId).open({}, stage.ids)
  stage.server.refuse.message = 451
  await run()
  later(2)
  await run()
  const [entry] = await ledger()
  expect(entry).toMatchObject({ state: 'failed', reason: 'temporary', tries: 2 })
  stage.server.refuse.message = null
  later(1)
  await run()
  expect(stage.server.taken).toEqual([])
  later(5)
  await run()
  expect(stage.server.taken).toHaveLength(1)
  const { attempts } = (await stage.person.call('GET', `/api/notifications/ledger/${entry?.entryId}/attempts`)).json() as {
    attempts: { ok: boolean }[]
  }
  expect(attempts.map((attempt) => attempt.ok)).toEqual([false, false, true])
})

it('B4: two rules for one address are one mail, and the other says so; racing workers send none twice', async () => {
  await addRule(stage.person, rule('Mine as well'))
  await issuesOf(stage.api, stage.partnerId).open({}, stage.ids)
  await run()
  await Promise.all([deliverDue(stage.services, stage.partnerId, never), deliverDue(stage.services, stage.partnerId, never)])
  expect(stage.server.taken).toHaveLength(1)
  expect((await ledger()).map((entry) => entry.reason ?? entry.state).sort()).toEqual(['sent', 'toldByOtherRule'])
})

it('B4: an entry is with one worker until its lease ends', async () => {
  await issuesOf(stage.api, stage.partnerId).open({}, stage.ids)
  await tellChanges(stage.services, stage.partnerId)
  const scope = { partnerId: stage.partnerId, db: stage.api.services.door.ofPartner(stage.partnerId), userId: null }
  later(6)
  const taken = await Promise.all([claimEntry(scope, stage.services.clock.now()), claimEntry(scope, stage.services.clock.now())])
  expect(taken.filter(Boolean)).toHaveLength(1)
  expect(await claimEntry(scope, stage.services.clock.now())).toBeNull()
  later(4)
  const claims = await Promise.all([claimEntry(scope, stage.services.clock.now()), claimEntry(scope, stage.services.clock.now())])
  expect(claims.filter(Boolean)).toHaveLength(1)
})

it('B4: a notice that cannot be written or sealed open is one try like any other: it is told, tried later and given up, and holds nobody up', async () => {
  const hook = { kind: 'webhook', name: 'SIEM', url: 'https://hooks.example/secret' }
  const { channel: added } = (await stage.person.call('POST', '/api/notifications/partner/channels', hook)).json() as {
    channel: { channelId: string }
  }
  await stage.person.call('POST', '/api/notifications/partner/rules', ruleFor([added.channelId], { name: 'Hook' }))
  await issuesOf(stage.api, stage.partnerId).open({}, stage.ids)
  stage.services.secretKeys = []
  await run()
  expect(stage.server.taken).toHaveLength(1)
  const hookEntry = async () => (await ledger('partner')).find((entry) => entry.rule?.name === 'Hook')
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
  const { ruleId } = (await stage.person.call('GET', '/api/notifications/own')).json().rules[0] as { ruleId: string }
  await stage.person.call('PUT', `/api/notifications/own/rules/${ruleId}`, daily)
  await issuesOf(stage.api, stage.partnerId).open({}, stage.ids)
  await run()
  later(25 * 60)
  stage.server.refuse.message = 451
  await run()
  expect((await ledger()).map((entry) => entry.reason).sort()).toEqual(['digest', 'temporary'])
  await stage.person.call('PUT', `/api/notifications/own/rules/${ruleId}`, { ...daily, enabled: false })
  stage.server.refuse.message = null
  later(2)
  await run()
  expect(stage.server.taken).toEqual([])
  expect((await ledger()).map((entry) => [entry.state, entry.reason])).toEqual([
    ['suppressed', 'ruleOff'],
    ['suppressed', 'ruleOff'],
  ])
})

it('B4: what fails before anything is sent counts as a try as well', async () => {
  await issuesOf(stage.api, stage.partnerId).open({}, stage.ids)
  const settings = JSON.stringify({ ...rule('Mine'), customers: { tagIds: ['no tag'] } })
  await stage.api.services.door.ofPartner(stage.partnerId).updateTable('notice_rules').set({ settings }).execute()
  await run()
  later(2)
  await run()
  expect(await ledger()).toMatchObject([{ state: 'failed', reason: 'temporary', tries: 2, response: expect.stringContaining('no tag') }])
})

it('B4: a notice that ends the process at each try is given up', async () => {
  await issuesOf(stage.api, stage.partnerId).open({}, stage.ids)
  await tellChanges(stage.services, stage.partnerId)
  await stage.api.services.door.ofPartner(stage.partnerId).updateTable('notice_entries').set({ tries: 9 }).execute()
  await run()
  expect(stage.server.taken).toEqual([])
  expect(await ledger()).toMatchObject([
    { state: 'givenUp', reason: 'triesUsedUp', response: 'Each try ended before an answer was there.' },
  ])
})
