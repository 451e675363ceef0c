// The pair of HTTP status and code decides what a failure means.
import { expect, it } from 'vitest'
import { MicrosoftError } from '../microsoft-error.ts'
import { meaningOf } from './failures.ts'

const failure = (status: number, code: string): MicrosoftError => new MicrosoftError('x', { kind: 'invalid', status, code })

it('the same code means another thing under another status', () => {
  expect(meaningOf(failure(400, '2055'))).toBe('stale')
  expect(meaningOf(failure(412, 'anything'))).toBe('stale')
  expect(meaningOf(failure(403, '20002'))).toBe('noCommerceRelationship')
  expect(meaningOf(failure(403, '2006'))).toBe('notForSale')
  expect(meaningOf(failure(400, '2006'))).toBeNull()
  expect(meaningOf(new Error('another'))).toBeNull()
})
