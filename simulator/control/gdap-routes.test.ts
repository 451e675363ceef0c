// A customer approves the relationship a partner asked for; what cannot be approved is refused with the reason.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommand } from '../command/run.ts'
import type { Simulator } from '../simulator.ts'
import { type Answered, call, control } from '../testing/commander.ts'
import { appToken, startForTests } from '../testing/relying-party.ts'

let simulator: Simulator
let origin: string
beforeAll(async () => {
  simulator = await startForTests({ customers: 20 })
  origin = simulator.origin
})
afterAll(() => simulator.stop())

test('approved, it becomes active and cannot be approved again', async () => {
  const [{ tenantId }] = (await control(origin, 'POST', '/customers', { name: 'Approving AG', delegation: 'pending' })).body
  const token = await appToken(origin, 'https://graph.microsoft.com')
  const listed = await call(
    origin,
    `/v1.0/tenantRelationships/delegatedAdminRelationships?$filter=status eq 'approvalPending'&$top=300`,
    token,
  )
  const { id } = listed.body.value.find((one: Answered) => one.customer.tenantId === tenantId)
  expect((await control(origin, 'GET', `/relationships/${id}`)).body).toMatchObject({ customer: tenantId, status: 'approvalPending' })
  expect((await control(origin, 'POST', `/relationships/${id}/approve`, { customer: '11111111-2222-4333-8444-555555555555' })).status).toBe(
    400,
  )
  const { out, error } = await runCommand(['gdap', 'approve', id, '--control', `${origin}/control`])
  expect(out, error).toContain('Approving AG')
  await control(origin, 'POST', '/clock', { advanceSeconds: 3600 })
  expect((await control(origin, 'GET', `/relationships/${id}`)).body.status).toBe('active')
  expect(await control(origin, 'POST', `/relationships/${id}/approve`)).toMatchObject({
    status: 409,
    body: { error: expect.stringContaining('active') },
  })
  expect((await control(origin, 'POST', '/relationships/nothing/approve')).status).toBe(404)
})
