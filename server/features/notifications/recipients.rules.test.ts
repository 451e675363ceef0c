// B4: who is one recipient, and what a notice of one rule spares another.
import { describe, expect, it } from 'vitest'
import { conditionsOf, covers, isToldByOther, recipientOf, type Told, whatIsKnown } from './recipients.rules.ts'

const [one, other] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'] as const

it('B4: a mailbox is one recipient however it is written; a webhook is its channel', () => {
  const at = (channelId: string, target: string) => recipientOf({ kind: 'mail', channelId, target })
  expect(at(one, 'NOC@partner.example')).toBe(at(other, 'noc@partner.example'))
  expect(recipientOf({ kind: 'webhook', channelId: one, target: 'hooks.example' })).toBe(one)
})

describe('B4: which choice of customers holds another', () => {
  it.each([
    [{}, { flagged: true, country: 'FR' }, true],
    [{ flagged: true }, {}, false],
    [{ flagged: false, tagIds: [] }, {}, true],
    [{ flagged: true }, { flagged: true, country: 'FR' }, true],
    [{ country: 'FR' }, { country: 'DE' }, false],
    [{ tagIds: [one, other] }, { tagIds: [other] }, true],
    [{ tagIds: [one] }, { tagIds: [one, other] }, false],
    [{ tagIds: [one] }, {}, false],
  ])('%j, %j: %s', (choice, inner, expected) => {
    expect(covers(choice, inner)).toBe(expected)
  })
  it('the widest has the fewest conditions', () => {
    expect([{}, { flagged: false, tagIds: [] }, { flagged: true, tagIds: [one], country: 'FR' }].map(conditionsOf)).toEqual([0, 0, 3])
  })
})

describe('B4: what the recipient was told', () => {
  const at = new Date('2030-01-10T12:00:00Z')
  const told: Told = { ruleId: one, choice: {}, changeId: 'fact 1', affected: 5000, sentAt: at }
  const flagged = { ruleId: other, changeId: 'fact 1', at, choice: { flagged: true }, affected: 2 }
  it('spares what is in it, and nothing that is more', () => {
    expect(isToldByOther([told], flagged)).toBe(true)
    expect(isToldByOther([told], { ...flagged, ruleId: one })).toBe(false)
    expect(isToldByOther([{ ...told, choice: { flagged: true }, affected: 2 }], { ...flagged, choice: {}, affected: 5000 })).toBe(false)
    expect(isToldByOther([{ ...told, affected: 1 }], flagged)).toBe(false)
    expect(isToldByOther([{ ...told, changeId: 'fact 0', sentAt: new Date(at.getTime() - 1) }], flagged)).toBe(false)
    expect(isToldByOther([{ ...told, choice: null }], flagged)).toBe(false)
  })
  it('counts as told where it holds these customers, and as their number where it is of just them', () => {
    const later = { ...told, choice: { flagged: true }, affected: 2, sentAt: new Date(at.getTime() + 1) }
    expect(whatIsKnown([told, later], {})).toEqual({ wasTold: true, lastTold: 5000 })
    expect(whatIsKnown([told, later], { flagged: true })).toEqual({ wasTold: true, lastTold: 2 })
    expect(whatIsKnown([told], { flagged: true })).toEqual({ wasTold: true, lastTold: null })
    expect(whatIsKnown([later], {})).toEqual({ wasTold: false, lastTold: null })
    expect(whatIsKnown([{ ...told, choice: null }], {})).toEqual({ wasTold: true, lastTold: null })
  })
})
