// The language of the signed-out status page and how a service stands there.
import { expect, it } from 'vitest'
import { isKnown, languageFor, stateOf } from './status-page.rules.ts'

it('S86: speaks what the address asks for, else what the browser prefers, else English', () => {
  expect(languageFor('fr', 'en-US')).toBe('fr')
  expect(languageFor(undefined, 'de-DE,fr-CA;q=0.8,en;q=0.9')).toBe('en')
  expect(languageFor(undefined, 'de,fr;q=0.5')).toBe('fr')
  expect(languageFor(undefined, 'fr;q=0,en;q=0.1')).toBe('en')
  for (const nothing of [undefined, '', 'de', ';;;q=x']) expect(languageFor(nothing, nothing)).toBe('en')
})

it('D9: a service is unknown rather than healthy where nothing was read lately', () => {
  const calm = { incidents: 0, advisories: 0, statuses: [] }
  expect(stateOf(calm, true)).toBe('healthy')
  expect(stateOf(calm, false)).toBe('unknown')
  expect(stateOf({ ...calm, advisories: 1 }, true)).toBe('advisory')
  expect(stateOf({ ...calm, statuses: ['serviceDegradation'] }, true)).toBe('advisory')
  expect(stateOf({ ...calm, statuses: ['serviceInterruption'] }, true)).toBe('incident')
  expect(stateOf({ ...calm, incidents: 1 }, false)).toBe('incident')
})

it('D9: nothing is said of all customers where fewer than half were read lately', () => {
  expect([isKnown({ lately: 0, of: 0 }), isKnown({ lately: 0, of: 3 }), isKnown({ lately: 1, of: 3 })]).toEqual([false, false, false])
  expect([isKnown({ lately: 1, of: 2 }), isKnown({ lately: 3, of: 3 })]).toEqual([true, true])
})
