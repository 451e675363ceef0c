// How soon a customer's subscriptions are read again: sooner where something ends, or has just ended, within the month.
import { expect, it } from 'vitest'
import type { ReadSubscription } from './subscriptions.mapping.ts'
import { nextSubscriptionsMs } from './subscriptions.rules.ts'

const hourMs = 3_600_000
const now = new Date('2030-01-15T12:00:00Z')
const ending = (days: number | null, state: ReadSubscription['state'] = 'active') =>
  ({ state, endsAt: days === null ? null : new Date(now.getTime() + days * 24 * hourMs).toISOString() }) as ReadSubscription

it.each([
  ['nothing', [], 24],
  ['one without an end', [ending(null)], 24],
  ['one that ends next month', [ending(31)], 24],
  ['one that ends within the month', [ending(40), ending(29)], 6],
  ['one that has just ended, in grace', [ending(-5, 'grace')], 6],
  ['one that ended long ago', [ending(-60, 'disabled')], 24],
  ['one that is deleted', [ending(5, 'deleted')], 24],
])('%s is read again after so many hours', (_, subscriptions, hours) => {
  expect(nextSubscriptionsMs(subscriptions, now)).toBe(hours * hourMs)
})
