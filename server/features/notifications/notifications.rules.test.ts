// S55, B4: who is told, what is held until when, what is suppressed and why.
import { describe, expect, it } from 'vitest'
import type { RuleSettings } from '../../../contract/notifications.ts'
import { nextAt, nextDigest, nextTry, quietUntil } from './notice-times.rules.ts'
import { type Before, type Change, type Due, decideChange, judgeDue, longestExtentMs } from './notifications.rules.ts'

const now = new Date('2030-01-10T12:00:00Z')
const rule: RuleSettings = {
  name: 'All',
  enabled: true,
  channelIds: ['11111111-1111-4111-8111-111111111111'],
  kinds: ['incident', 'advisory'],
  moments: ['opened', 'updated', 'resolved'],
  services: [],
  customers: {},
  atLeast: 1,
  language: 'fr-FR',
  timeZone: 'Europe/Paris',
  quietHours: null,
  escalation: { interruption: true, customersAbove: null },
  delivery: { how: 'immediately' },
}
const nothing: Before = { toldAt: null, ended: null, open: null }
const change = (moment: Change['moment']): Change => ({ kind: 'incident', moment, service: 'Exchange Online', at: now })
const waitingForExtent: Before = {
  ...nothing,
  open: { moment: 'opened', reason: 'extentUnknown', dueAt: new Date(now.getTime() + 1000) },
}
const due: Due = {
  rule,
  channel: 'active',
  moment: 'opened',
  kind: 'incident',
  why: null,
  reason: 'due',
  affected: 10,
  wasTold: false,
  lastTold: null,
  folds: false,
  onlyGrowth: false,
  toldResolved: false,
  toldByOther: false,
  interruption: false,
}

describe('S55: what a change means for a rule', () => {
  it('waits for the extent of a new issue, five minutes at most', () => {
    expect(decideChange(rule, change('opened'), nothing, now)).toEqual({
      state: 'waiting',
      moment: 'opened',
      reason: 'extentUnknown',
      dueAt: new Date(now.getTime() + longestExtentMs),
    })
  })
  it.each([
    ['kindNotChosen', { kinds: ['advisory'] }],
    ['serviceNotChosen', { services: ['Microsoft Teams'] }],
    ['momentNotChosen', { moments: ['resolved'] }],
  ] as const)('is suppressed with %s', (reason, part) => {
    expect(decideChange({ ...rule, ...part } as unknown as RuleSettings, change('opened'), nothing, now)).toMatchObject({
      state: 'suppressed',
      reason,
    })
  })
  it('folds an update into what has not left, which still opens the issue at its time', () => {
    expect(decideChange(rule, change('updated'), waitingForExtent, now)).toMatchObject({
      moment: 'opened',
      reason: 'extentUnknown',
      dueAt: waitingForExtent.open?.dueAt,
    })
    expect(decideChange(rule, change('resolved'), waitingForExtent, now)).toMatchObject({ moment: 'resolved', reason: 'due', dueAt: now })
  })
  it('opens what was raised for whom it was never told, and updates the others', () => {
    expect(decideChange(rule, change('raised'), nothing, now)).toEqual({ state: 'waiting', moment: 'opened', reason: 'due', dueAt: now })
    expect(decideChange(rule, change('raised'), { ...nothing, toldAt: now }, now)).toMatchObject({ moment: 'updated' })
    expect(decideChange({ ...rule, moments: ['updated'] }, change('raised'), nothing, now)).toMatchObject({ moment: 'updated' })
  })
  it('ends what was lowered to an advisory for whom only incidents are told, once and only where it was told', () => {
    const incidents: RuleSettings = { ...rule, kinds: ['incident'] }
    const lowered: Change = { ...change('lowered'), kind: 'advisory' }
    const resolved: Change = { ...change('resolved'), kind: 'advisory' }
    const told = { ...nothing, toldAt: now }
    expect(decideChange(incidents, lowered, told, now)).toEqual({ state: 'waiting', moment: 'resolved', reason: 'due', dueAt: now })
    expect(decideChange(incidents, resolved, told, now)).toMatchObject({ state: 'waiting', moment: 'resolved' })
    expect(decideChange(incidents, lowered, nothing, now)).toMatchObject({ state: 'suppressed', reason: 'kindNotChosen' })
    expect(decideChange(incidents, resolved, { ...told, ended: 'lowered' }, now)).toMatchObject({ reason: 'kindNotChosen' })
    expect(decideChange(rule, lowered, told, now)).toMatchObject({ state: 'waiting', moment: 'updated' })
    expect(decideChange(incidents, change('raised'), { ...told, ended: 'lowered' }, now)).toMatchObject({ moment: 'opened' })
  })
  it('says nothing of growth while a notice is open, updates who was told, opens it for who was not', () => {
    expect(decideChange(rule, change('grown'), waitingForExtent, now)).toBeNull()
    expect(decideChange(rule, change('grown'), { ...nothing, toldAt: now }, now)).toMatchObject({ moment: 'updated' })
    expect(decideChange(rule, change('grown'), nothing, now)).toMatchObject({ moment: 'opened' })
    expect(decideChange({ ...rule, moments: ['resolved'] }, change('grown'), nothing, now)).toBeNull()
  })
})

it('S56: tells growth at once, but not more often than every five minutes', () => {
  const grownAfter = (minutes: number) =>
    decideChange(rule, change('grown'), { ...nothing, toldAt: new Date(now.getTime() - minutes * 60_000) }, now)
  expect(grownAfter(6)).toMatchObject({ reason: 'due', dueAt: now })
  expect(grownAfter(2)).toMatchObject({ reason: 'due', dueAt: new Date(now.getTime() + 3 * 60_000) })
})

describe('S55, B4: what becomes of a notice that is due', () => {
  it.each([
    ['ruleRemoved', { rule: null }],
    ['ruleOff', { rule: { ...rule, enabled: false } }],
    ['channelRemoved', { channel: null }],
    ['channelPaused', { channel: 'paused' }],
    ['channelUnverified', { channel: 'unverified' }],
    ['toldByOtherRule', { toldByOther: true }],
    ['nobodyAffectedNow', { affected: 0 }],
    ['customersNotChosen', { affected: 0, rule: { ...rule, customers: { country: 'FR' } } }],
    ['tooFewCustomers', { rule: { ...rule, atLeast: 11 } }],
    ['neverTold', { moment: 'resolved' }],
    ['accessLost', { moment: 'resolved', why: 'noAccess', wasTold: true, lastTold: 10 }],
    ['nothingNew', { moment: 'updated', onlyGrowth: true, lastTold: 10 }],
    ['nothingNew', { moment: 'resolved', why: 'resolved', wasTold: true, toldResolved: true }],
    ['nothingNew', { moment: 'resolved', why: 'lowered', wasTold: true }],
    ['neverTold', { moment: 'resolved', why: 'lowered', kind: 'advisory', folds: true }],
    ['kindNotChosen', { kind: 'advisory', rule: { ...rule, kinds: ['incident'] } }],
  ] as const)('is suppressed with %s', (reason, part) => {
    expect(judgeDue({ ...due, ...part } as Due, now)).toEqual({ verdict: 'suppress', reason })
  })
  it('is sent, also a resolution that opening was folded into', () => {
    expect(judgeDue(due, now)).toEqual({ verdict: 'send' })
    expect(judgeDue({ ...due, moment: 'resolved', folds: true }, now)).toEqual({ verdict: 'send' })
  })
  it('is held in quiet hours until they end, unless it is severe', () => {
    const quiet: RuleSettings = { ...rule, quietHours: { from: '12:00', to: '14:30' } }
    expect(judgeDue({ ...due, rule: quiet }, now)).toEqual({
      verdict: 'hold',
      reason: 'quietHours',
      until: new Date('2030-01-10T13:30:00Z'),
    })
    expect(judgeDue({ ...due, rule: quiet, interruption: true }, now)).toEqual({ verdict: 'send' })
    const many = { ...quiet, escalation: { interruption: false, customersAbove: 9 } }
    expect(judgeDue({ ...due, rule: many, interruption: true }, now)).toEqual({ verdict: 'send' })
    expect(judgeDue({ ...due, rule: many, affected: 9, interruption: true }, now)).toMatchObject({ verdict: 'hold' })
  })
  it('is held for the digest and then carried by it', () => {
    const daily: RuleSettings = { ...rule, delivery: { how: 'daily', hour: 8 } }
    expect(judgeDue({ ...due, rule: daily }, now)).toEqual({ verdict: 'hold', reason: 'digest', until: new Date('2030-01-11T07:00:00Z') })
    expect(judgeDue({ ...due, rule: daily, reason: 'digest' }, now)).toEqual({ verdict: 'digest' })
  })
})

describe('S55: times in the zone of the rule', () => {
  const paris = (from: string, to: string) => ({ quietHours: { from, to }, timeZone: 'Europe/Paris' })
  it('quiet hours span midnight, and end after a change of the clocks where clocks say so', () => {
    expect(quietUntil(new Date('2030-01-10T22:30:00Z'), paris('22:00', '07:00'))).toEqual(new Date('2030-01-11T06:00:00Z'))
    expect(quietUntil(new Date('2030-01-10T06:00:00Z'), paris('22:00', '07:00'))).toBeNull()
    // Clocks go forward in the night to 31 March 2030.
    expect(quietUntil(new Date('2030-03-30T22:30:00Z'), paris('22:00', '07:00'))).toEqual(new Date('2030-03-31T05:00:00Z'))
    expect(quietUntil(now, { quietHours: null, timeZone: 'UTC' })).toBeNull()
    expect(quietUntil(now, paris('08:00', '08:00'))).toBeNull()
  })
  const halfPast = (hour: number, after: string, timeZone: string) => nextAt(new Date(after), timeZone, { hour, minute: 30 }).toISOString()
  it.each([
    // Forward from 2:00 to 3:00 at 1:00 UTC.
    ['Europe/Paris', '2030-03-30T23:30:00Z', '2030-03-31T01:30:00.000Z'],
    // Forward from 2:00 to 3:00 at 7:00 UTC; at 1:40 as well it is of this night.
    ['America/New_York', '2030-03-10T05:00:00Z', '2030-03-10T07:30:00.000Z'],
    ['America/New_York', '2030-03-10T06:40:00Z', '2030-03-10T07:30:00.000Z'],
  ])('a time that the clocks leap over is as long after the leap, in %s after %s', (timeZone, after, expected) => {
    expect(halfPast(2, after, timeZone)).toBe(expected)
  })
  it.each([
    // Back from 3:00 to 2:00 at 1:00 UTC.
    [2, 'Europe/Paris', '2030-10-26T23:00:00Z', '2030-10-27T00:30:00.000Z'],
    [2, 'Europe/Paris', '2030-10-27T00:30:00Z', '2030-10-27T01:30:00.000Z'],
    [2, 'Europe/Paris', '2030-10-27T01:30:00Z', '2030-10-28T01:30:00.000Z'],
    // Back from 2:00 to 1:00 at 6:00 UTC.
    [1, 'America/New_York', '2030-11-03T04:00:00Z', '2030-11-03T05:30:00.000Z'],
    [1, 'America/New_York', '2030-11-03T05:45:00Z', '2030-11-03T06:30:00.000Z'],
  ])('a time that clocks show twice comes twice: half past %i in %s after %s', (hour, timeZone, after, expected) => {
    expect(halfPast(hour, after, timeZone)).toBe(expected)
  })
  it('around a change of the clocks, times of the same day are of its offset then', () => {
    expect(halfPast(1, '2030-03-30T23:30:00Z', 'Europe/Paris')).toBe('2030-03-31T00:30:00.000Z')
    expect(halfPast(8, '2030-03-30T23:30:00Z', 'Europe/Paris')).toBe('2030-03-31T06:30:00.000Z')
    expect(halfPast(8, '2030-10-26T23:30:00Z', 'Europe/Paris')).toBe('2030-10-27T07:30:00.000Z')
  })
  it('digests come daily, or on their weekday', () => {
    expect(nextDigest(now, { how: 'immediately' }, 'UTC')).toBeNull()
    expect(nextDigest(now, { how: 'daily', hour: 13 }, 'UTC')).toEqual(new Date('2030-01-10T13:00:00Z'))
    // 10 January 2030 is a Thursday.
    expect(nextDigest(now, { how: 'weekly', hour: 8, weekday: 1 }, 'UTC')).toEqual(new Date('2030-01-14T08:00:00Z'))
    expect(nextDigest(now, { how: 'weekly', hour: 8, weekday: 4 }, 'UTC')).toEqual(new Date('2030-01-17T08:00:00Z'))
  })
  it('a digest leaves once a day, also at an hour that clocks show twice', () => {
    const digestAfter = (after: string, hour: number, timeZone: string) =>
      nextDigest(new Date(after), { how: 'daily', hour }, timeZone)?.toISOString()
    expect(digestAfter('2030-10-26T23:00:00Z', 2, 'Europe/Paris')).toBe('2030-10-27T00:00:00.000Z')
    // Clocks show two o'clock once more an hour later; that is the same day's.
    expect(digestAfter('2030-10-27T00:00:00Z', 2, 'Europe/Paris')).toBe('2030-10-28T01:00:00.000Z')
    expect(digestAfter('2030-10-27T00:30:00Z', 2, 'Europe/Paris')).toBe('2030-10-28T01:00:00.000Z')
    expect(digestAfter('2030-11-03T05:00:00Z', 1, 'America/New_York')).toBe('2030-11-04T06:00:00.000Z')
    const weekly = nextDigest(new Date('2030-10-27T00:10:00Z'), { how: 'weekly', hour: 2, weekday: 7 }, 'Europe/Paris')
    expect(weekly?.toISOString()).toBe('2030-11-03T01:00:00.000Z')
  })
  it('tries again later and later, and in the end no more', () => {
    const waits = Array.from({ length: 9 }, (_, index) => nextTry(now, index + 1)?.getTime())
    expect(waits[0]).toBe(now.getTime() + 60_000)
    expect(waits[8]).toBeUndefined()
  })
})
