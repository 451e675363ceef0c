// A limit ends the work when its time is over or when it is told to, and leaves nothing behind.
import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { timeLimit } from './time-limit.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('is over after its time, with the name that time-outs have', () => {
  const limit = timeLimit(1000)
  vi.advanceTimersByTime(999)
  expect([limit.signal.aborted, limit.isOver()]).toEqual([false, false])
  vi.advanceTimersByTime(1)
  expect([limit.signal.aborted, limit.isOver()]).toEqual([true, true])
  expect(limit.signal.reason).toMatchObject({ name: 'TimeoutError' })
})

it('follows the signal it was made of, which is no time-out', () => {
  const given = new AbortController()
  const limit = timeLimit(1000, given.signal)
  given.abort(new Error('stopped'))
  expect([limit.signal.aborted, limit.isOver()]).toEqual([true, false])
  expect(limit.signal.reason).toMatchObject({ message: 'stopped' })
  expect(timeLimit(1000, given.signal).signal.aborted).toBe(true)
})

it('leaves neither a timer nor a listener behind', () => {
  const given = new AbortController()
  const limit = timeLimit(1000, given.signal)
  expect([vi.getTimerCount(), getEventListeners(given.signal, 'abort').length]).toEqual([1, 1])
  limit.end()
  expect([vi.getTimerCount(), getEventListeners(given.signal, 'abort').length]).toEqual([0, 0])
  given.abort()
  expect(limit.signal.aborted).toBe(false)
})
