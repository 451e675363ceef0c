// How long a customer rests after a failure.
import { expect, it } from 'vitest'
import type { PullFailure } from '../../contract/pulls.ts'
import { restMs } from './pull-failure.ts'

const minute = 60_000
const failed = (kind: PullFailure['kind']): PullFailure => ({ kind, code: null, cause: null, status: null, requestId: null })

it.each(['throttled', 'broken'] as const)('%s: never sooner than Microsoft asks, and longer where it fails again and again', (kind) => {
  expect(restMs(failed(kind), 1, null, 0)).toBe(minute)
  expect(restMs(failed(kind), 1, 90 * minute, 0)).toBe(90 * minute)
  expect(restMs(failed(kind), 4, minute, 0)).toBe(8 * minute)
})

it('what only people can mend is asked again less and less often', () => {
  expect(restMs(failed('denied'), 1, null, 0)).toBe(15 * minute)
  expect(restMs(failed('denied'), 99, null, 0)).toBe(6 * 60 * minute)
  expect(restMs(failed('gone'), 99, null, 0)).toBe(24 * 60 * minute)
  expect(restMs(failed('broken'), 99, null, 0)).toBe(60 * minute)
})

it('those that failed together do not come back together', () => {
  expect(restMs(failed('broken'), 1, null, 1)).toBe(1.2 * minute)
})
