// S56: what is told of an issue, whatever order its customers are read in.
import { describe, expect, it } from 'vitest'
import { afterChange, afterMove, type StoredIssue } from './issue-story.rules.ts'

const issue: StoredIssue = {
  issue_id: 'EX1',
  service: 'Exchange Online',
  classification: 'incident',
  title: 'Mail is late',
  status: 'investigating',
  resolved: false,
  affected_now: 0,
  told: null,
}
const kinds = ({ facts }: { facts: { kind: string }[] }) => facts.map(({ kind }) => kind)

describe('S56: customers enter and leave', () => {
  it('opens with the first customer, and looks whom else it hits', () => {
    expect(afterMove(issue, { entered: 3, left: 0, lost: 0 })).toMatchObject({
      told: 'open',
      lookAround: true,
      facts: [{ kind: 'issue.opened' }],
    })
  })
  it('tells how many came and went, once a batch', () => {
    const chapter = afterMove({ ...issue, told: 'open', affected_now: 3 }, { entered: 2, left: 1, lost: 0 })
    expect(chapter).toEqual({
      told: 'open',
      lookAround: false,
      facts: [{ kind: 'issue.extent-changed', data: { issueId: 'EX1', entered: 2, left: 1 } }],
    })
  })
  it('is over with its last customer, and says why', () => {
    const last = { ...issue, told: 'open' as const, affected_now: 1 }
    expect(afterMove(last, { entered: 0, left: 1, lost: 0 })).toMatchObject({ told: 'unseen', facts: [{}, { data: { why: 'nobodyHit' } }] })
    expect(afterMove({ ...last, resolved: true }, { entered: 0, left: 1, lost: 0 })).toMatchObject({
      facts: [{}, { data: { why: 'resolved' } }],
    })
  })
  it('is not over for sure where the last ones are merely no longer read', () => {
    const last = { ...issue, told: 'open' as const, affected_now: 2 }
    expect(afterMove(last, { entered: 0, left: 2, lost: 2 })).toMatchObject({ told: 'unseen', facts: [{}, { data: { why: 'noAccess' } }] })
    expect(afterMove(last, { entered: 0, left: 2, lost: 1 })).toMatchObject({ facts: [{}, { data: { why: 'nobodyHit' } }] })
    expect(afterMove({ ...last, resolved: true }, { entered: 0, left: 2, lost: 2 })).toMatchObject({
      facts: [{}, { data: { why: 'resolved' } }],
    })
  })
  it('opens again when it hits somebody again', () => {
    expect(afterMove({ ...issue, told: 'over' }, { entered: 1, left: 0, lost: 0 })).toMatchObject({
      told: 'open',
      facts: [{ kind: 'issue.reopened' }],
    })
  })
  it('S56: what hits nobody any more is told once more when Microsoft resolves it, and never again', () => {
    const unseen = { ...issue, posts: 1, told: 'unseen' as const }
    const resolved = { ...unseen, resolved: true, posts: 2 }
    expect(afterChange(unseen, resolved)).toMatchObject({ told: 'over', facts: [{ kind: 'issue.resolved', data: { why: 'resolved' } }] })
    expect(afterChange(unseen, { ...unseen, posts: 2 })).toMatchObject({ told: 'unseen', facts: [] })
    // Taken back and resolved again, while it hits nobody.
    const over = { ...resolved, told: 'over' as const }
    expect(afterChange(over, { ...over, resolved: false })).toMatchObject({ told: 'over', facts: [] })
    expect(afterChange({ ...over, resolved: false }, over)).toMatchObject({ told: 'over', facts: [] })
    expect(afterMove(unseen, { entered: 1, left: 0, lost: 0 })).toMatchObject({ told: 'open', facts: [{ kind: 'issue.reopened' }] })
  })
  it('is not opened by a tenant that lags behind what Microsoft has resolved', () => {
    for (const told of [null, 'over'] as const)
      expect(afterMove({ ...issue, told, resolved: true }, { entered: 1, left: 0, lost: 0 })).toEqual({
        told,
        facts: [],
        lookAround: false,
      })
  })
  it('customers that leave after the end was told are nothing new', () => {
    expect(kinds(afterMove({ ...issue, told: 'over', resolved: true, affected_now: 2 }, { entered: 0, left: 2, lost: 0 }))).toEqual([])
  })
})

describe('S56: Microsoft writes', () => {
  const before = { ...issue, told: 'open' as const, affected_now: 2, posts: 1 }
  it('tells of a post and of another status', () => {
    expect(kinds(afterChange(before, { ...before, posts: 2 }))).toEqual(['issue.updated'])
    expect(afterChange(before, { ...before, status: 'restoringService' }).facts).toMatchObject([{ data: { status: 'restoringService' } }])
    expect(kinds(afterChange(before, before))).toEqual([])
  })
  it('tells of another class, and whether it was raised', () => {
    const advisory = { ...before, classification: 'advisory' as const }
    expect(afterChange(advisory, before).facts).toMatchObject([
      { kind: 'issue.updated', data: { classification: 'incident', raised: true } },
    ])
    expect(afterChange(before, advisory).facts).toMatchObject([{ kind: 'issue.updated', data: { classification: 'advisory' } }])
    expect(afterChange(before, advisory).facts[0]?.data).not.toHaveProperty('raised')
  })
  it('tells of the end once, and not as an update', () => {
    expect(afterChange(before, { ...before, posts: 2, resolved: true })).toMatchObject({
      told: 'over',
      facts: [{ kind: 'issue.resolved' }],
    })
  })
  it('tells nothing of what has hit nobody yet', () => {
    expect(kinds(afterChange({ ...before, told: null }, { ...before, told: null, posts: 2 }))).toEqual([])
  })
  it('opens again what it had called resolved while it still hits somebody', () => {
    const over = { ...before, told: 'over' as const, resolved: true }
    expect(afterChange(over, { ...over, resolved: false })).toMatchObject({ told: 'open', facts: [{ kind: 'issue.reopened' }] })
  })
})
