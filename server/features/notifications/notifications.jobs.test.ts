// S56: the real queue wakes the story by itself, and a worker that stops does not wait for whoever watches.
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { type MailServer, startMailServer } from '../../../tests/support/mail-server.ts'
import { addRule, ruleFor, verifiedAddress } from '../../../tests/support/notice-rules.ts'
import { issuesOf } from '../../../tests/support/notices.ts'
import { openQueue, type Queue } from '../../jobs/queue.ts'
import { notificationJobs, startWatching } from './notifications.jobs.ts'

let server: MailServer
let api: TestApi
let queue: Queue

beforeAll(async () => {
  server = await startMailServer()
  api = await startApi({ SMTP_URL: server.url })
  queue = await openQueue({ url: api.services.config.DATABASE_URL, log: api.services.log, worker: true })
})
afterAll(async () => {
  await api.stop()
  await server.stop()
})

it('S56: a fact becomes a mail without being asked for', async () => {
  const partnerId = await api.addPartner()
  const person = await api.signIn(partnerId)
  await addRule(person, ruleFor([await verifiedAddress(person, server, 'reader@partner.example')]))
  const services = { ...api.services, queue }
  await queue.work(notificationJobs(services))
  await startWatching(services)
  const tenantIds = await api.addCustomers(partnerId, [{ name: 'A' }])
  await issuesOf(api, partnerId).open({}, tenantIds)
  for (const until = Date.now() + 60_000; server.taken.length === 0 && Date.now() < until; ) await wait(200)
  expect(server.taken.map((mail) => mail.subject)).toEqual(['[Incident] Exchange Online: Mail is late (EX100001)'])
  const began = Date.now()
  await queue.stop()
  // A job that still runs is waited for ten seconds.
  expect(Date.now() - began).toBeLessThan(9_000)
}, 90_000)
