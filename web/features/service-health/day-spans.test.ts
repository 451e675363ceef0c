// The days of a service in words: neighbours are one span, and each state has its own.
import { expect, it } from 'vitest'
import { formatting } from '../../i18n/format.ts'
import { daySpans } from './day-spans.ts'

const states = ['unknown', 'incident', 'incident', 'healthy', 'advisory', 'incident', 'incident', 'incident', 'healthy'] as const
const days = states.map((state, at) => ({ day: `2030-01-${String(at + 1).padStart(2, '0')}`, state, incidents: 0, advisories: 0 }))

it('joins neighbouring days of one state', () => {
  expect(daySpans(days, 'incident')).toEqual([
    { from: '2030-01-02', to: '2030-01-03' },
    { from: '2030-01-06', to: '2030-01-08' },
  ])
  expect(daySpans(days, 'advisory')).toEqual([{ from: '2030-01-05', to: '2030-01-05' }])
  expect(daySpans([], 'incident')).toEqual([])
})

it('says a span as each language does, and one day as a day', () => {
  const said = (locale: 'en-GB' | 'fr-FR', from: string, to: string) =>
    formatting(locale, 'UTC')
      .dates(`${from}T12:00:00Z`, `${to}T12:00:00Z`)
      .replaceAll(/\s?–\s?/g, '–')
      .replaceAll(/\s/g, ' ')
  expect(said('en-GB', '2030-01-06', '2030-01-08')).toBe('6–8 Jan 2030')
  expect(said('fr-FR', '2030-01-06', '2030-01-08')).toBe('6–8 janv. 2030')
  expect(said('en-GB', '2030-01-05', '2030-01-05')).toBe('5 Jan 2030')
})
