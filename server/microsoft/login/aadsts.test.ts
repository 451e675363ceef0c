// R2: every code of Entra ID that this use can meet has a cause, and what is new still has one.
import { describe, expect, it } from 'vitest'
import { type SignInCause, signInCauses } from '../../../contract/sign-in-causes.ts'
import { causeOf, concernsPartner, knownNumbers } from './aadsts.ts'
import { refusalFrom } from './token-endpoint.ts'

const numbered = (...numbers: number[]): SignInCause => causeOf({ numbers, error: 'invalid_grant', suberror: null })

describe('codes', () => {
  // What the documentation of the Secure Application Model, of GDAP and of Conditional Access names.
  it.each([
    50034, 50020, 50055, 50057, 50058, 50072, 50074, 50076, 50079, 50105, 50126, 50158, 50173, 53000, 53001, 53002, 53003, 53004, 65001,
    65004, 65005, 70000, 70008, 70011, 70019, 70043, 70044, 700016, 700020, 7000112, 7000215, 7000218, 7000222, 700082, 700084, 90002,
    90014, 90072, 90094, 90099, 500011, 500014, 500133, 530032, 54005, 650052, 650057, 9002313, 9002332,
  ])('AADSTS%i says what to mend', (number) => expect(numbered(number)).not.toBe('other'))

  it('stand under one cause each', () => {
    const numbers = knownNumbers().map(([number]) => number)
    expect(new Set(numbers).size).toBe(numbers.length)
    for (const [, cause] of knownNumbers()) expect(signInCauses).toContain(cause)
  })

  it('tell our own outbound policy from the customer’s inbound one, and a device from the rest', () => {
    expect([500212, 500213, 530003].map((number) => numbered(number))).toEqual([
      'outbound_blocked',
      'cross_tenant_blocked',
      'device_required',
    ])
  })

  it('new to us leave the word to Microsoft’s message; without a number OAuth’s own word counts', () => {
    expect(numbered(99999999)).toBe('other')
    expect(causeOf({ numbers: [], error: 'invalid_client', suberror: null })).toBe('secret_wrong')
    expect(causeOf({ numbers: [99999999], error: 'invalid_grant', suberror: 'consent_required' })).toBe('consent_missing')
    expect(causeOf({ numbers: [], error: 'brand_new', suberror: null })).toBe('other')
  })

  it('of the sign-in concern every customer, of a tenant that tenant alone', () => {
    expect(['token_expired', 'secret_expired', 'account_disabled'].every((cause) => concernsPartner(cause as SignInCause))).toBe(true)
    expect(['consent_missing', 'no_delegated_access', 'conditional_access'].some((cause) => concernsPartner(cause as SignInCause))).toBe(
      false,
    )
  })
})

describe('an answer of the token endpoint', () => {
  const answer = (data: unknown, status = 400) => refusalFrom({ status, data, requestId: 'r', retryAfterMs: null })

  it('keeps Microsoft’s number, sentence and reference, not its trace', () => {
    const error = answer({
      error: 'invalid_grant',
      error_description:
        'AADSTS700082: The refresh token has expired due to inactivity.\r\nTrace ID: 1\r\nCorrelation ID: 2\r\nTimestamp: 2026-01-01 00:00:00Z',
      error_codes: [700082],
      correlation_id: '2',
      suberror: 'bad_token',
    })
    expect(error).toMatchObject({ kind: 'denied', code: 'AADSTS700082', reason: 'token_expired', requestId: '2', wholePartner: true })
    expect(error.message).toMatch(/inactivity\.$/)
  })

  it('is read without error_codes, and of any other shape', () => {
    expect(answer({ error: 'invalid_grant', error_description: 'AADSTS65001: no consent' })).toMatchObject({ reason: 'consent_missing' })
    for (const odd of [null, [], 'text', 7, { error: 5, error_codes: 'x' }])
      expect(answer(odd)).toMatchObject({ kind: 'denied', reason: 'other', code: 'unknown_error' })
  })

  it('that may pass by itself is no denial', () => {
    expect(answer({ error: 'server_error', error_codes: [90033] })).toMatchObject({ kind: 'broken', reason: 'microsoft_unavailable' })
    expect(answer({ error: 'invalid_grant', error_codes: [90055] })).toMatchObject({ kind: 'throttled', reason: 'asked_too_often' })
  })
})
