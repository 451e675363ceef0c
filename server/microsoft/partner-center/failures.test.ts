// The pair of HTTP status and code decides what a failure means.
import { expect, it } from 'vitest'
import { kindOf, MicrosoftError } from '../microsoft-error.ts'
import { isNotOurs, meaningOf } from './failures.ts'

const failure = (status: number, code: string): MicrosoftError => new MicrosoftError('x', { kind: 'invalid', status, code })

it('the same code means another thing under another status', () => {
  expect(meaningOf(failure(400, '2055'))).toBe('stale')
  expect(meaningOf(failure(412, 'anything'))).toBe('stale')
  expect(meaningOf(failure(403, '20002'))).toBe('noCommerceRelationship')
  expect(meaningOf(failure(403, '2006'))).toBe('notForSale')
  expect(meaningOf(failure(400, '2006'))).toBeNull()
  expect(meaningOf(new Error('another'))).toBeNull()
})

it('a customer of the list is none of ours only where Partner Center says so in its own codes', () => {
  const said = (status: number, code: string | null, wholePartner = false): MicrosoftError =>
    new MicrosoftError('x', { kind: kindOf(status), status, code, wholePartner })
  const listed = { inPartnerCenter: true }
  expect(isNotOurs(said(404, '60003'), listed)).toBe(true)
  expect(isNotOurs(said(403, '20002'), listed)).toBe(true)
  for (const [status, code] of [
    [404, null],
    [404, '404'],
    [403, null],
    [403, '2032'],
    [401, '400'],
    [403, '900308'],
  ] as const)
    expect([status, code, isNotOurs(said(status, code), listed)]).toEqual([status, code, false])
  const unlisted = { inPartnerCenter: false }
  expect(isNotOurs(said(403, '2032'), unlisted)).toBe(true)
  expect(isNotOurs(said(404, null), unlisted)).toBe(true)
  expect(isNotOurs(said(403, 'consent_missing', true), unlisted)).toBe(false)
  expect(isNotOurs(said(500, null), unlisted)).toBe(false)
})
