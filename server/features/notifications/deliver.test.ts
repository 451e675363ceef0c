// S55, S56, B4: from a fact to a mail in the simulated inbox, on a real PostgreSQL, and what the ledger says of it.
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { RuleSettings } from '../../../contract/notifications.ts'
import { type Person, startApi, type TestApi } from '../../../tests/support/api.ts'
import { startCloud, type TestCloud } from '../../../tests/support/cloud.ts'
import { addRule, ruleFor } from '../../../tests/support/notice-rules.ts'
import { issuesOf, withClock } from '../../../tests/support/notices.ts'
import { tellChanges } from './actions/tell-changes.ts'
import { tellAndDeliver } from './notifications.jobs.ts'
import { affectedCsv } from './queries/affected.ts'

let cloud: TestCloud
let api: TestApi
let partnerId: string
let person: Person
let ids: string[]
let address: string
let services: ReturnType<typeof withClock>

beforeAll(async () => {
  cloud = await startCloud(1)
  api = await startApi({ ...cloud.env, TENANTRY_BASE_URL: 'https://tenantry.example' })
})
afterAll(async () => {
  await api.stop()
  await cloud.cloud.stop()
})
beforeEach(async () => {
  partnerId = await api.addPartner()
  person = await api.signIn(partnerId)
  ids = await api.addCustomers(
    partnerId,
    ['Customer A', 'Customer B', 'Customer C', '=cmd'].map((name) => ({ name, country: 'FR' })),
  )
  address = `${partnerId}@reader.example`
  services = withClock(api.services, new Date())
})

type Mail = {
  id: number
  to: string[]
  subject: string
  text: string
  html: string
  headers: Record<string, string>
  attachments: { name: string; contentType: string }[]
}
const inbox = async (): Promise<Mail[]> => {
  const answer = await fetch(`${cloud.cloud.origin}/control/inbox`)
  const mails = (await answer.json()) as Mail[]
  return mails.filter((mail) => mail.to.includes(address) && !/^\d{6} /.test(mail.subject))
}
const attachedTo = async ({ id }: Mail): Promise<string> => {
  const answer = await fetch(`${cloud.cloud.origin}/inbox/${id}/attachments/0`)
  return Buffer.from(await answer.arrayBuffer()).toString('utf8')
}
const run = () => tellAndDeliver(services, partnerId, new AbortController().signal)
const later = (minutes: number) => services.setClock(new Date(services.clock.now().getTime() + minutes * 60_000))

async function channelOf(target = address): Promise<string> {
  const channelId = crypto.randomUUID()
  await api.services.door
    .ofPartner(partnerId)
    .insertInto('notice_channels')
    .values({
      partner_id: partnerId,
      channel_id: channelId,
      user_id: person.userId,
      kind: 'mail',
      name: target,
      target,
      state: 'active',
      code_hash: null,
      paused_reason: null,
      created_at: new Date(),
    })
    .execute()
  return channelId
}
async function ruleOf(part: Partial<RuleSettings> = {}): Promise<void> {
  const channelIds = part.channelIds ?? [await channelOf()]
  const moments: RuleSettings['moments'] = ['opened', 'updated', 'resolved']
  await addRule(person, ruleFor(channelIds, { kinds: ['incident', 'advisory'], moments, language: 'en-US', ...part }))
  await wait(5)
}
const ledger = async () => {
  const answer = await person.call('GET', '/api/notifications/own/ledger')
  const { entries } = answer.json() as {
    entries: { moment: string; state: string; reason: string | null; issueId: string; response: string }[]
  }
  return entries
}
const states = async () => (await ledger()).map(({ moment, state, reason }) => [moment, state, reason].filter(Boolean).join(' ')).sort()

it('S56: an incident becomes one mail with its numbers and the list, and what follows threads under it', async () => {
  await ruleOf()
  const issues = issuesOf(api, partnerId)
  await issues.open({}, ids.slice(0, 3))
  await run()
  const [first] = await inbox()
  expect(first?.subject).toBe('[Incident] Exchange Online: Mail is late (EX100001)')
  expect(first?.text).toContain('It affects 3 customers.')
  expect(first?.text).toContain('We look into it.\n\n- One')
  expect(first?.text).toContain('https://tenantry.example/service-health/issues/EX100001')
  expect(first?.html).not.toMatch(/<img|<script|<link/)
  await issues.update('restoringService')
  await run()
  await issues.resolve()
  await run()
  const mails = await inbox()
  expect(mails.map((mail) => mail.subject)).toEqual([first?.subject, `Re: ${first?.subject}`, `Re: ${first?.subject}`])
  expect(mails[1]?.headers).toMatchObject({ 'in-reply-to': first?.headers['message-id'], references: first?.headers['message-id'] })
  expect(mails[2]?.headers['references']).toContain(first?.headers['message-id'])
  expect(mails[2]?.text).toContain('It affected 3 customers.')
  expect(await states()).toEqual(['opened sent', 'resolved sent', 'updated sent'])
  expect((await ledger())[0]?.response).toMatch(/^250/)
})

it('P12: an incident of 200 customers is one mail a recipient, and the attached list is defused', async () => {
  const many = await api.addCustomers(
    partnerId,
    Array.from({ length: 197 }, (_, index) => ({ name: `Many ${String(index).padStart(3, '0')}` })),
  )
  await ruleOf({ channelIds: [await channelOf(), await channelOf(`second-${address}`)], language: 'fr-FR', timeZone: 'Europe/Paris' })
  await issuesOf(api, partnerId).open({}, [...ids.slice(1), ...many])
  await run()
  const [mail, ...others] = await inbox()
  expect(others).toEqual([])
  expect(mail?.text).toContain('200 clients sont touchés.')
  expect(mail?.text).toContain('et 190 autres')
  expect(await states()).toEqual(['opened sent', 'opened sent'])
  expect(mail?.attachments).toMatchObject([{ name: 'EX100001-clients-touches.csv', contentType: 'text/csv' }])
  const csv = await attachedTo(mail as Mail)
  expect(csv.split('\r\n')).toHaveLength(202)
  expect(csv).toMatch(/^\ufeffID du locataire;Nom;/)
  expect(csv).toContain(";'=cmd;")
})

it.each([
  ['Asia/Calcutta', '16:00'],
  ['Europe/Kiev', '13:30'],
  // PostgreSQL would take it for the west of Greenwich.
  ['+02:00', '12:30'],
])('P12: times in the attached list are of the zone of the rule, %s', async (timeZone, clock) => {
  await ruleOf({ timeZone })
  await issuesOf(api, partnerId).open({}, ids.slice(0, 1))
  const since = new Date('2030-07-01T10:30:00Z')
  await api.services.door.ofPartner(partnerId).updateTable('service_issue_customers').set({ since }).execute()
  await run()
  const [mail] = await inbox()
  expect((await attachedTo(mail as Mail)).split('\r\n')[1]).toMatch(new RegExp(`,2030-07-01 ${clock},,$`))
})

it('P12: a list that would be too long for a mail is none', async () => {
  await issuesOf(api, partnerId).open({}, ids)
  const scope = { partnerId, db: api.services.door.ofPartner(partnerId), userId: null }
  const listed = (mostBytes?: number) =>
    affectedCsv(scope, { issueId: 'EX100001', choice: {}, ever: true }, { language: 'en-GB', timeZone: 'UTC' }, mostBytes)
  const lines = (await listed())?.split('\r\n').slice(1).join('\r\n') ?? ''
  expect(await listed(Buffer.byteLength(lines))).not.toBeNull()
  expect(await listed(Buffer.byteLength(lines) - 1)).toBeNull()
})

it('S56: a new issue waits for its extent, five minutes at most; later growth is an update with the numbers', async () => {
  await ruleOf()
  const issues = issuesOf(api, partnerId)
  await issues.open({}, ids.slice(0, 1), { asked: false })
  await run()
  await issues.grow(ids.slice(1, 2))
  await run()
  expect(await states()).toEqual(['opened waiting extentUnknown'])
  later(6)
  await run()
  expect((await inbox())[0]?.text).toContain('It affects 2 customers.')
  await issues.grow(ids.slice(2, 3))
  await run()
  // Just told: the next growth waits for its time, and later growth with it.
  expect(await states()).toEqual(['opened sent', 'updated waiting due'])
  later(6)
  await run()
  expect((await inbox())[1]?.text).toContain('It affects 3 customers. Last told: 2.')
  later(10)
  await issues.grow(ids.slice(3, 4))
  await run()
  expect((await inbox())[2]?.text).toContain('It affects 4 customers. Last told: 3.')
  expect(await states()).toEqual(['opened sent', 'updated sent', 'updated sent'])
})

it('B4: several changes before a mail leaves collapse into the newest, also over quiet hours', async () => {
  services.setClock(new Date(Date.UTC(2030, 0, 10, 23)))
  await ruleOf({ quietHours: { from: '22:00', to: '06:00' } })
  const issues = issuesOf(api, partnerId)
  await issues.open({}, ids.slice(0, 2))
  later(6)
  await run()
  expect(await states()).toEqual(['opened held quietHours'])
  await issues.update('restoringService')
  await run()
  await issues.resolve()
  await run()
  expect(await states()).toEqual(['opened suppressed foldedIntoNewer', 'opened suppressed foldedIntoNewer', 'resolved held quietHours'])
  expect(await inbox()).toEqual([])
  services.setClock(new Date(Date.UTC(2030, 0, 11, 6, 1)))
  await run()
  expect((await inbox()).map((mail) => mail.text.split('\n')[0])).toEqual(['\u2714 Resolved · Incident · Exchange Online'])
})

it('S55: an interruption goes through in quiet hours', async () => {
  services.setClock(new Date(Date.UTC(2030, 0, 10, 23)))
  await ruleOf({ quietHours: { from: '22:00', to: '06:00' } })
  await issuesOf(api, partnerId).open({ status: 'serviceInterruption' }, ids.slice(0, 1))
  later(6)
  await run()
  expect(await states()).toEqual(['opened sent'])
})

it('S55: a digest gathers what changed into one mail at its hour', async () => {
  services.setClock(new Date(Date.UTC(2030, 0, 10, 12)))
  await ruleOf({ delivery: { how: 'daily', hour: 8 } })
  const issues = issuesOf(api, partnerId)
  await issues.open({}, ids.slice(0, 1))
  await issues.open({ issueId: 'TM200002', service: 'Microsoft Teams', classification: 'advisory', title: 'Calls drop' }, ids.slice(0, 2))
  // Enough for every worker to put one in at the same time.
  for (const [index, name] of ['Teams', 'SharePoint', 'OneDrive', 'Intune'].entries())
    await issues.open({ issueId: `ZZ30000${index}`, service: name }, ids.slice(0, 1))
  later(6)
  await run()
  expect(await states()).toEqual(Array.from({ length: 6 }, () => 'opened held digest'))
  services.setClock(new Date(Date.UTC(2030, 0, 11, 8, 0, 1)))
  await run()
  const mails = await inbox()
  expect(mails.map((mail) => mail.subject)).toEqual(['Service health digest: 6 issues'])
  expect(mails[0]?.text).toMatch(/EX100001[\s\S]*TM200002/)
  expect(await states()).toEqual(['digest sent', ...Array.from({ length: 6 }, () => 'opened sent')])
})

it('B4: what a rule suppresses is in the ledger with its reason, and growth may lift it', async () => {
  await ruleOf({ name: 'Two or more', atLeast: 2 })
  const issues = issuesOf(api, partnerId)
  await issues.open({}, ids.slice(0, 1))
  await run()
  expect(await states()).toEqual(['opened suppressed tooFewCustomers'])
  await issues.grow(ids.slice(1, 2))
  await run()
  expect(await states()).toEqual(['opened sent', 'opened suppressed tooFewCustomers'])
})

it('B4: an issue that hits nobody any more when it is due says so, and blames no rule', async () => {
  await ruleOf()
  await issuesOf(api, partnerId).open({}, ids.slice(0, 1), { asked: false })
  await run()
  const left = api.services.door.ofPartner(partnerId).updateTable('service_issue_customers').set({ until: new Date() })
  await left.where('partner_id', '=', partnerId).execute()
  later(6)
  await run()
  expect(await states()).toEqual(['opened suppressed nobodyAffectedNow'])
})

it('B4: growth that is not worth telling is looked at again at once, then waits its time', async () => {
  await ruleOf({ name: 'Four or more', atLeast: 4 })
  const issues = issuesOf(api, partnerId)
  await issues.open({}, ids.slice(0, 1))
  await run()
  await issues.grow(ids.slice(1, 2))
  await run()
  await issues.grow(ids.slice(2, 3))
  await run()
  await issues.grow(ids.slice(3, 4))
  await run()
  const few = 'opened suppressed tooFewCustomers'
  expect(await states()).toEqual([few, few, 'opened waiting extentUnknown'])
  later(6)
  await run()
  expect((await inbox()).map((mail) => mail.text.includes('It affects 4 customers.'))).toEqual([true])
})

it('B4: no fact is told twice, however often and by however many it is looked at', async () => {
  await ruleOf()
  await issuesOf(api, partnerId).open({}, ids)
  await Promise.all([run(), run(), run()])
  await run()
  expect(await inbox()).toHaveLength(1)
})

it('B4: a fact that is committed after a later one is told as well', async () => {
  await ruleOf()
  const issues = issuesOf(api, partnerId)
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const db = api.services.door.ofPartner(partnerId)
  const slow = db.transaction().execute(async (trx) => {
    await trx
      .insertInto('facts')
      .values({ partner_id: partnerId, kind: 'issue.opened', actor_id: null, tenant_id: null, data: JSON.stringify({ issueId: 'SLOW1' }) })
      .execute()
    await held
  })
  await issues.open({ issueId: 'FAST1' }, ids.slice(0, 1), { tellable: false })
  await tellChanges(services, partnerId)
  await db
    .insertInto('service_issues')
    .columns([
      'partner_id',
      'issue_id',
      'service',
      'title',
      'title_key',
      'classification',
      'status',
      'resolved',
      'details',
      'posts',
      'first_seen_at',
    ])
    .expression((of) =>
      of
        .selectFrom('service_issues')
        .where('issue_id', '=', 'FAST1')
        .select((is) => [
          'partner_id',
          is.val('SLOW1').as('issue_id'),
          'service',
          'title',
          'title_key',
          'classification',
          'status',
          'resolved',
        ])
        .select(['details', 'posts', 'first_seen_at']),
    )
    .execute()
  release()
  await slow
  // Transactions of tests that run beside this one may be older still, and are waited for likewise.
  const told = async () => {
    await tellChanges(services, partnerId)
    return (await ledger()).map((entry) => entry.issueId).sort()
  }
  await expect.poll(told, { timeout: 15_000 }).toEqual(['FAST1', 'SLOW1'])
})
