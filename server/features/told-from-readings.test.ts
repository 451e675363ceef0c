// S55, S56, B4: from what Microsoft says in the readings of customers to a mail: the story of an issue as its recipients are told it.
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { RuleSettings } from '../../contract/notifications.ts'
import { addRule, ruleFor } from '../../tests/support/notice-rules.ts'
import { noticeStage } from '../../tests/support/notice-stage.ts'
import { untilTellable } from '../../tests/support/notices.ts'
import { HealthIssue } from '../microsoft/graph/health-issues.ts'
import { saveHealth } from './service-health/actions/save-health.ts'
import { saveIssue } from './service-health/actions/save-issue.ts'
import { letGoOfUnreadable } from './service-health/actions/tend-health.ts'
import { issueRow } from './service-health/service-health.mapping.ts'

const stage = noticeStage({ customers: ['A', 'B', 'C'], at: new Date(Date.UTC(2030, 0, 10, 12)) })
const { db, later } = stage

const tellMe = async (part: Partial<RuleSettings> = {}) => {
  await addRule(stage.person, ruleFor([stage.channelId], { moments: ['opened', 'resolved'], ...part }))
  await wait(5)
}
type Said = { status?: string; classification?: string; posts?: number }
/** What Microsoft says of the issue by now. */
async function say({ status = 'serviceDegradation', classification = 'incident', posts = 1 }: Said = {}): Promise<void> {
  const now = stage.services.clock.now().toISOString()
  const issue = HealthIssue.parse({
    id: 'EX1',
    title: 'Mail is late',
    service: 'Exchange Online',
    classification,
    status,
    isResolved: status === 'serviceRestored',
    startDateTime: now,
    lastModifiedDateTime: now,
    posts: Array.from({ length: posts }, () => ({ createdDateTime: now, postType: 'regular' })),
  })
  await db()
    .transaction()
    .execute((trx) => saveIssue(trx, issueRow(stage.partnerId, issue, stage.services.clock.now()), stage.services.clock.now()))
}
/** A reading of these customers, and whom of them the issue hits. */
const read = async (hit: readonly string[], of: readonly string[] = hit) => {
  const issues = [{ id: 'EX1', classification: 'incident' as const }]
  const found = of.map((tenantId) => ({ tenantId, read: { services: [], issues: hit.includes(tenantId) ? issues : [], unreadable: 0 } }))
  await db()
    .transaction()
    .execute((trx) => saveHealth(trx, stage.partnerId, found, stage.services.clock.now()))
}
const lose = async (
  tenantIds: readonly string[],
  change: { delegation: 'expired' } | { departed_at: Date } = { delegation: 'expired' },
) => {
  await db().updateTable('customers').set(change).where('tenant_id', 'in', tenantIds).execute()
  await letGoOfUnreadable(stage.services, stage.partnerId)
}
/** All that happened becomes known, and what is due is sent. */
const run = async () => {
  await untilTellable(db())
  await stage.run()
}
/** Nobody else is to be asked, so its extent counts as known after the longest wait. */
const runLater = async () => {
  await run()
  later(6)
  await run()
}
const mails = () => stage.server.taken.map(({ text }) => (text ?? '').split('\n\n').slice(0, 2).join('\n').split('\n'))
const states = async () =>
  (await stage.ledger()).map(({ moment, state, reason }) => [moment, state, reason].filter(Boolean).join(' ')).sort()

it.each([
  ['en-GB', 'No longer reported', 'Microsoft no longer reports it for your customers, but still works on it. It affected 2 customers.'],
  ['fr-FR', 'Plus signalé', 'Microsoft ne le signale plus pour vos clients, mais y travaille encore. 2 clients ont été touchés.'],
] as const)(
  'S56: an issue that is reported for nobody any more is not called resolved while Microsoft works on it, in %s',
  async (language, head, sentence) => {
    await tellMe({ language })
    await say({ status: 'investigating' })
    await read(stage.ids.slice(0, 2))
    await runLater()
    await read([], stage.ids.slice(0, 2))
    await run()
    expect(mails()[1]).toEqual([`🛑 ${head} · Incident · Exchange Online`, 'Mail is late', expect.stringContaining(sentence)])
    const list = stage.server.taken[1]?.attachments[0]?.content.toString('utf8') ?? ''
    expect(list.match(/[,;](Recovered|Rétabli)\r\n/g)).toHaveLength(2)
    // By the time it leaves, Microsoft may have resolved it.
    await read(stage.ids.slice(0, 1))
    await runLater()
    await read([], stage.ids.slice(0, 1))
    await say({ status: 'serviceRestored', posts: 2 })
    await run()
    expect(mails().at(-1)?.[0]).toMatch(/^✔ (Resolved|Résolu) · /)
  },
)

it('S56: losing access to the last customer is no resolution, and the ledger says so', async () => {
  await tellMe()
  await say()
  await read(stage.ids.slice(0, 2))
  await runLater()
  await lose(stage.ids.slice(0, 1), { departed_at: stage.services.clock.now() })
  await lose(stage.ids.slice(1, 2))
  await run()
  expect(mails().map(([head]) => head)).toEqual(['🛑 New · Incident · Exchange Online'])
  expect(await states()).toEqual(['opened sent', 'resolved suppressed accessLost'])
  const { answers } = (await stage.person.call('GET', '/api/notifications/own/why?issueId=EX1')).json() as { answers: { reason: string }[] }
  expect(answers).toContainEqual(expect.objectContaining({ reason: 'accessLost', mend: 'nothing' }))
})

const night = { from: '22:00', to: '07:00' }

it('S55: quiet hours end for an issue that grows above what the rule lets through', async () => {
  stage.services.setClock(new Date(Date.UTC(2030, 0, 10, 23)))
  await tellMe({ quietHours: night, escalation: { interruption: false, customersAbove: 2 } })
  await say()
  await read(stage.ids.slice(0, 1))
  await runLater()
  await read(stage.ids.slice(1, 2))
  await run()
  expect(await states()).toEqual(['opened held quietHours'])
  await read(stage.ids.slice(2, 3))
  await run()
  expect(await states()).toEqual(['opened sent'])
  expect(mails()[0]?.at(-1)).toContain('It affects 3 customers.')
})

it('S55: quiet hours end for an issue that becomes an interruption, also where the rule tells of no updates', async () => {
  stage.services.setClock(new Date(Date.UTC(2030, 0, 10, 23)))
  await tellMe({ quietHours: night })
  await say()
  await read(stage.ids.slice(0, 1))
  await runLater()
  expect(await states()).toEqual(['opened held quietHours'])
  later(10)
  await say({ status: 'serviceInterruption', posts: 2 })
  await run()
  expect(await states()).toEqual(['opened sent', 'updated suppressed momentNotChosen'])
})

it('S55, S56: an advisory that Microsoft raises to an incident is new to whom only incidents are told', async () => {
  await tellMe()
  await say({ classification: 'advisory' })
  await read(stage.ids.slice(0, 2))
  await runLater()
  expect(await states()).toEqual(['opened suppressed kindNotChosen'])
  later(1)
  await say({ classification: 'incident' })
  await run()
  expect(mails()).toEqual([['🛑 New · Incident · Exchange Online', 'Mail is late', expect.stringContaining('It affects 2 customers.')]])
  later(1)
  await say({ status: 'serviceRestored', posts: 2 })
  await run()
  expect(mails().at(-1)?.[0]).toBe('✔ Resolved · Incident · Exchange Online')
})

it('S56: an advisory that was told is updated when Microsoft raises it', async () => {
  await tellMe({ kinds: ['incident', 'advisory'], moments: ['opened', 'updated', 'resolved'] })
  await say({ classification: 'advisory' })
  await read(stage.ids.slice(0, 2))
  await runLater()
  later(1)
  await say({ classification: 'incident' })
  await run()
  expect(mails().map(([head]) => head)).toEqual(['⚠ New · Advisory · Exchange Online', '🛑 Update · Incident · Exchange Online'])
})

it('S56: what was told to hit nobody any more is told once more when Microsoft resolves it', async () => {
  await tellMe()
  await say()
  await read(stage.ids.slice(0, 2))
  await runLater()
  await read([], stage.ids.slice(0, 2))
  await run()
  later(60)
  await say({ status: 'serviceRestored', posts: 2 })
  await run()
  await say({ status: 'serviceRestored', posts: 3 })
  await run()
  expect(mails().map(([head]) => head)).toEqual([
    '🛑 New · Incident · Exchange Online',
    '🛑 No longer reported · Incident · Exchange Online',
    '✔ Resolved · Incident · Exchange Online',
  ])
  expect((await stage.ledger()).map(({ moment, ending }) => ending ?? moment).sort()).toEqual(['nobodyHit', 'opened', 'resolved'])
})

it('S56: an issue that was lost sight of is told when Microsoft resolves it', async () => {
  await tellMe()
  await say()
  await read(stage.ids.slice(0, 2))
  await runLater()
  await lose(stage.ids.slice(0, 2))
  await run()
  later(60)
  await say({ status: 'serviceRestored', posts: 2 })
  await run()
  expect(mails().map(([head]) => head)).toEqual(['🛑 New · Incident · Exchange Online', '✔ Resolved · Incident · Exchange Online'])
  expect((await stage.ledger()).map(({ ending, state }) => `${ending} ${state}`).sort()).toEqual([
    'noAccess suppressed',
    'null sent',
    'resolved sent',
  ])
})

it.each([
  ['en-GB', '⚠ Lowered to an advisory', 'Microsoft has lowered it to an advisory and still works on it.'],
  ['fr-FR', '⚠ Ramené à un avis', 'Microsoft l’a ramené à un avis et y travaille encore.'],
] as const)(
  'S56: an incident that Microsoft lowers to an advisory ends for whom only incidents are told, in %s',
  async (language, head, sentence) => {
    await tellMe({ language })
    await say()
    await read(stage.ids.slice(0, 2))
    await runLater()
    later(1)
    await say({ classification: 'advisory', posts: 2 })
    await run()
    expect(mails()[1]?.[0]).toContain(head)
    expect(mails()[1]?.at(-1)).toContain(sentence)
    // Nothing more of the advisory, its end neither.
    later(1)
    await say({ classification: 'advisory', status: 'serviceRestored', posts: 3 })
    await run()
    expect(stage.server.taken).toHaveLength(2)
    expect((await stage.ledger()).map(({ ending, state }) => `${ending} ${state}`).sort()).toEqual([
      'lowered sent',
      'null sent',
      'resolved suppressed',
    ])
  },
)

it('S56: what was lowered is new when it is raised again, and ends as resolved though it is an advisory by then', async () => {
  await tellMe()
  await say()
  await read(stage.ids.slice(0, 2))
  await runLater()
  later(1)
  await say({ classification: 'advisory', posts: 2 })
  await run()
  later(1)
  await say({ classification: 'incident', posts: 3 })
  await run()
  later(1)
  await say({ classification: 'advisory', status: 'serviceRestored', posts: 4 })
  await run()
  expect(mails().map(([head]) => head?.split(' · ')[0])).toEqual(['🛑 New', '⚠ Lowered to an advisory', '🛑 New', '✔ Resolved'])
})

it('S56: an incident that was lowered before it was told is not told to whom only incidents are', async () => {
  await tellMe()
  await say()
  await read(stage.ids.slice(0, 2))
  await run()
  await say({ classification: 'advisory', posts: 2 })
  await runLater()
  expect(stage.server.taken).toEqual([])
  expect(await states()).toEqual(['opened suppressed kindNotChosen', 'resolved suppressed kindNotChosen'])
})
