// Members of groups, who is in which, and what an administrator changes in the organization and its domains.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Simulator } from '../simulator.ts'
import { type Answered, customerOf } from '../testing/commander.ts'
import { type Caller, caller, GRAPH, hasModel, type Model, readModel, userToken } from '../testing/graph-caller.ts'
import { appToken, MAIN_TENANT, startForTests } from '../testing/relying-party.ts'
import { ACCOUNTS } from '../world/accounts.ts'

let simulator: Simulator
let graph: Caller
let inside: Caller
let tenant: string
let model: Model | undefined
beforeAll(async () => {
  simulator = await startForTests({ customers: 20 })
  const { origin } = simulator
  graph = caller(origin, await userToken(origin, MAIN_TENANT, { username: 'camille.roux@aurore-cloud.example' }))
  tenant = await customerOf(origin, 'Directory Ltd')
  inside = caller(origin, await userToken(origin, tenant))
  model = hasModel ? readModel() : undefined
})
afterAll(() => simulator.stop())

describe('groups', () => {
  const adminAgents = async () =>
    (await graph('GET', '/groups')).body.value.find((one: Answered) => one.displayName === 'AdminAgents').id as string

  test('members, those who are users, and how many, which is told to whoever accepts that it is some moments old', async () => {
    const address = `/groups/${await adminAgents()}/members`
    const { value } = (await graph('GET', address)).body
    expect(value.length).toBeGreaterThan(0)
    for (const cast of ['', '/microsoft.graph.user']) {
      expect((await graph('GET', `${address}${cast}`)).body.value).toEqual(value)
      expect((await graph('GET', `${address}${cast}/$count`)).status).toBe(400)
      const counted = await graph('GET', `${address}${cast}/$count`, { headers: { consistencylevel: 'eventual' } })
      expect([counted.status, counted.raw.toString()]).toEqual([200, String(value.length)])
      expect(counted.headers.get('content-type')).toContain('text/plain')
    }
  })

  test('which of some groups somebody is in', async () => {
    const group = await adminAgents()
    const [member] = (await graph('GET', `/groups/${group}/members`)).body.value
    const body = { groupIds: [group, '11111111-2222-4333-8444-555555555555'] }
    for (const address of [`/users/${member.userPrincipalName}`, `/directoryObjects/${member.id}`])
      expect((await graph('POST', `${address}/checkMemberGroups`, { body })).body.value).toEqual([group])
    const outsider = ACCOUNTS.find((one) => one.tenantId === MAIN_TENANT && !one.groups.some(({ id }) => id === group))
    expect((await graph('POST', `/users/${outsider?.oid}/checkMemberGroups`, { body })).body.value).toEqual([])
    expect((await graph('POST', '/users/nobody/checkMemberGroups', { body })).status).toBe(404)
    expect((await graph('POST', `/users/${member.id}/checkMemberGroups`, { body: { groupIds: [] } })).status).toBe(400)
  })
})

describe('changes', () => {
  test('whom Microsoft writes to', async () => {
    const address = `/organization/${MAIN_TENANT}`
    const changed = await graph('PATCH', address, { body: { technicalNotificationMails: ['it@a.example'] } })
    expect([changed.status, changed.raw.length]).toEqual([204, 0])
    const read = await graph('GET', address)
    expect(read.body.technicalNotificationMails).toEqual(['it@a.example'])
    expect(model?.problems('GET /organization/{organization-id}', read) ?? []).toEqual([])
    expect((await graph('PATCH', address, { body: { displayName: 'Other' } })).status).toBe(400)
    expect((await graph('PATCH', address, { body: {} })).status).toBe(400)
    expect((await graph('PATCH', `/organization/${tenant}`, { body: { technicalNotificationMails: [] } })).status).toBe(404)
    const app = caller(simulator.origin, await appToken(simulator.origin, GRAPH))
    expect((await app('PATCH', address, { body: { technicalNotificationMails: [] } })).status).toBe(403)
    // Delegated administrators of a customer lack the role for it.
    expect((await inside('PATCH', `/organization/${tenant}`, { body: { technicalNotificationMails: [] } })).status).toBe(403)
  })

  test('a domain: its services, that it is the default one, and that it is verified', async () => {
    const [{ id }] = (await graph('GET', '/domains')).body.value
    const address = `/domains/${id}`
    expect((await graph('PATCH', address, { body: { isDefault: true, supportedServices: ['Email'] } })).status).toBe(204)
    const read = await graph('GET', address)
    expect(read.body).toMatchObject({ isDefault: true, supportedServices: ['Email'] })
    expect(model?.problems('GET /domains/{domain-id}', read) ?? []).toEqual([])
    expect((await graph('POST', `${address}/verify`)).body).toMatchObject({ id, isVerified: true })
    expect((await graph('PATCH', address, { body: { isDefault: false } })).status).toBe(400)
    expect((await graph('POST', '/domains/nobody.example/verify')).status).toBe(404)
    expect((await graph('POST', '/domains/nobody.example/dance')).body.error.code).toBe('BadRequest')
  })
})
