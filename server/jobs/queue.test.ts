// The queue against a real PostgreSQL: queues are made once, changed when their rules change, and left alone otherwise.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { startApi, type TestApi } from '../../tests/support/api.ts'
import { job } from './job.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const named = (retries: number) =>
  job({ name: 'queue.test', data: z.object({}), concurrency: 1, expireSeconds: 60, retries, run: async () => {} })

async function stored() {
  const { rows } = await sql<{ retries: number; place: string }>`
    select retry_limit as retries, ctid::text as place from pgboss.queue where name = 'queue.test'`.execute(api.services.door.identity)
  return rows
}

it('makes a queue once, leaves it alone while its rules are the same, and takes over what changed', async () => {
  const { queue } = api.services
  await queue.declare([named(1)])
  const made = await stored()
  expect(made).toEqual([{ retries: 1, place: expect.any(String) }])
  await queue.declare([named(1)])
  expect(await stored()).toEqual(made)
  await queue.declare([named(4)])
  expect(await stored()).toEqual([{ retries: 4, place: expect.any(String) }])
})

it('takes a job with a key once, as long as it waits', async () => {
  const { queue } = api.services
  await queue.declare([named(1)])
  expect(await queue.send('queue.test', {}, { key: 'one' })).toBe(true)
  expect(await queue.send('queue.test', {}, { key: 'one' })).toBe(false)
  expect(await queue.send('queue.test', {}, { key: 'other' })).toBe(true)
})
