// Flags at their limit: who goes out, who is asked first, what undo restores.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Person, startApi, type TestApi } from '../../../tests/support/api.ts'

let api: TestApi
let person: Person
let ids: string[]

beforeAll(async () => {
  api = await startApi()
  const partnerId = await api.addPartner()
  person = await api.signIn(partnerId)
  ids = await api.addCustomers(
    partnerId,
    Array.from({ length: 33 }, (_, index) => ({ name: `Customer ${String(index).padStart(2, '0')}` })),
  )
  for (const id of ids.slice(0, 30)) expect((await person.call('PUT', `/api/customers/${id}/flag`, {})).statusCode).toBe(200)
})
afterAll(() => api.stop())

const flagged = async (): Promise<string[]> =>
  (await person.call('GET', '/api/customers?view=flagged&limit=100')).json().rows.map((row: { tenantId: string }) => row.tenantId)

describe('the limit', () => {
  it('S63, D7: the 31st names the customer that would drop and changes nothing', async () => {
    const answer = await person.call('PUT', `/api/customers/${ids[30]}/flag`, {})
    expect(answer.statusCode).toBe(409)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toMatchObject({ code: 'flag_would_drop', context: { limit: 30, flagged: 30 } })
    expect(answer.json().context.drops).toMatchObject([{ tenantId: ids[0], name: 'Customer 00' }])
    expect(await flagged()).toHaveLength(30)
  })
  it('D7: agreeing to another than the oldest is refused', async () => {
    expect((await person.call('PUT', `/api/customers/${ids[30]}/flag`, { drop: [ids[5]] })).statusCode).toBe(409)
  })
  it('S64: agreed, the one flagged at the oldest date goes out; undo brings it back with its date', async () => {
    const change = (await person.call('PUT', `/api/customers/${ids[30]}/flag`, { drop: [ids[0]] })).json()
    expect(change).toMatchObject({ dropped: [{ tenantId: ids[0], name: 'Customer 00' }], flagged: 30 })
    expect(await flagged()).not.toContain(ids[0])
    expect((await person.call('POST', '/api/customers/flags/undo', { changeId: change.changeId })).json()).toEqual({ flagged: 30 })
    const now = await flagged()
    expect(now).toContain(ids[0])
    expect(now).not.toContain(ids[30])
    // Its date is the old one, so it is again the first to go.
    expect((await person.call('PUT', `/api/customers/${ids[31]}/flag`, {})).json().context.drops[0].tenantId).toBe(ids[0])
  })
  it("undoing twice is refused, and so is undoing a colleague's change", async () => {
    const change = (await person.call('DELETE', `/api/customers/${ids[3]}/flag`)).json()
    const colleague = await api.signIn(person.partnerId)
    expect((await colleague.call('POST', '/api/customers/flags/undo', { changeId: change.changeId })).json().code).toBe('undo_not_possible')
    expect((await person.call('POST', '/api/customers/flags/undo', { changeId: change.changeId })).statusCode).toBe(200)
    expect((await person.call('POST', '/api/customers/flags/undo', { changeId: change.changeId })).json().code).toBe('undo_not_possible')
  })
  it('flagging twice changes nothing', async () => {
    expect((await person.call('PUT', `/api/customers/${ids[7]}/flag`, {})).json()).toMatchObject({ dropped: [], flagged: 30 })
  })
  it('S63: of many at once none passes the limit', async () => {
    await person.call('DELETE', `/api/customers/${ids[9]}/flag`)
    const answers = await Promise.all(ids.slice(30).map((id) => person.call('PUT', `/api/customers/${id}/flag`, {})))
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409, 409])
    expect(await flagged()).toHaveLength(30)
  })
  it('D6: a global administrator raises the limit, and the next flag needs no drop', async () => {
    const limits = { smallPartnerBelow: 100, flagged: 40, recent: 30, searchResults: 100 }
    expect((await person.call('PUT', '/api/settings/limits', limits)).json()).toEqual(limits)
    expect((await person.call('PUT', `/api/customers/${ids[9]}/flag`, {})).json()).toMatchObject({ dropped: [], flagged: 31 })
    const facts = await api.services.door
      .ofPartner(person.partnerId)
      .selectFrom('facts')
      .where('kind', '=', 'limits.changed')
      .select('data')
      .execute()
    expect(facts[0]?.data).toMatchObject({ from: { flagged: 30 }, to: { flagged: 40 } })
  })
  it("D6: refuses limits below the original's", async () => {
    const answer = await person.call('PUT', '/api/settings/limits', { smallPartnerBelow: 100, flagged: 5, recent: 30, searchResults: 100 })
    expect(answer.json()).toMatchObject({ code: 'invalid_input', fields: [{ path: 'flagged' }] })
  })
  it('D7: both the change and its undoing are in the log', async () => {
    const facts = await api.services.door
      .ofPartner(person.partnerId)
      .selectFrom('facts')
      .where('tenant_id', '=', ids[30] as string)
      .orderBy('fact_id')
      .select('kind')
      .execute()
    expect(facts.map((fact) => fact.kind).slice(0, 2)).toEqual(['customer.flagged', 'customer.flag-undone'])
  })
})

describe('D6: a limit that was raised and is lowered again', () => {
  let admin: Person
  let all: string[]
  const limitTo = (flagged: number) =>
    admin.call('PUT', '/api/settings/limits', { smallPartnerBelow: 100, flagged, recent: 30, searchResults: 100 })
  const flag = async (id: string | undefined, drop: string[] = []) =>
    (await admin.call('PUT', `/api/customers/${id}/flag`, { drop })).json()
  const undo = async (changeId: string) => (await admin.call('POST', '/api/customers/flags/undo', { changeId })).json()
  const flags = async () =>
    await api.services.door
      .ofPartner(admin.partnerId)
      .selectFrom('flags')
      .orderBy('flagged_at')
      .select(['tenant_id', 'flagged_at', 'flagged_by'])
      .execute()

  beforeAll(async () => {
    const partnerId = await api.addPartner()
    admin = await api.signIn(partnerId)
    all = await api.addCustomers(
      partnerId,
      Array.from({ length: 42 }, (_, index) => ({ name: `Lowered ${index}` })),
    )
    await limitTo(40)
    for (const id of all.slice(0, 40)) await flag(id)
    await limitTo(30)
  })

  it('unflags nobody by itself', async () => expect(await flags()).toHaveLength(40))

  it('D7: the next flag names all who must go until the limit holds, and drops nobody who was not agreed to', async () => {
    const { code, context } = await flag(all[40])
    expect(code).toBe('flag_would_drop')
    expect(context).toMatchObject({ limit: 30, flagged: 40 })
    expect(context.drops.map((drop: { tenantId: string }) => drop.tenantId)).toEqual(all.slice(0, 11))
    expect((await flag(all[40], all.slice(0, 10))).code).toBe('flag_would_drop')
    expect(await flags()).toHaveLength(40)
  })

  it('S64: agreed, they go; undone, each is flagged as it was', async () => {
    const before = await flags()
    const change = await flag(all[40], all.slice(0, 11))
    expect(change).toMatchObject({
      flagged: 30,
      dropped: all.slice(0, 11).map((tenantId, index) => ({ tenantId, name: `Lowered ${index}` })),
    })
    expect((await flags()).map((row) => row.tenant_id)).toEqual(all.slice(11, 41))
    expect(await undo(change.changeId)).toEqual({ flagged: 40 })
    expect(await flags()).toEqual(before)
  })

  it('a flag removed above the limit comes back by undo', async () => {
    const change = (await admin.call('DELETE', `/api/customers/${all[20]}/flag`)).json()
    expect(change.flagged).toBe(39)
    expect(await undo(change.changeId)).toEqual({ flagged: 40 })
  })

  it('S63: undo never makes more flags than there were, where these are above the limit', async () => {
    const change = await flag(all[40], all.slice(0, 11))
    await limitTo(31)
    await flag(all[41])
    await limitTo(30)
    // 31 are flagged; taken back, it would be 30 and the 11 that were dropped.
    expect((await undo(change.changeId)).code).toBe('undo_not_possible')
    expect(await flags()).toHaveLength(31)
  })
})
