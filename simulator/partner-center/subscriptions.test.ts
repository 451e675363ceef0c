// Subscriptions as a partner meets them: pages, the PATCH that resets what is left out, refusals by code, and a life that follows the clock.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Simulator } from '../simulator.ts'
import type { Answered } from '../testing/commander.ts'
import { advanceDays, asApplication, type PartnerCenterCaller } from '../testing/partner-center-caller.ts'
import { ADVISOR_TENANT, startForTests } from '../testing/relying-party.ts'

const DAY = 86_400_000
let simulator: Simulator
let call: PartnerCenterCaller
/** Every subscription of the first customers, with its address. */
const found: { address: string; one: Answered }[] = []

beforeAll(async () => {
  simulator = await startForTests()
  call = await asApplication(simulator.origin)
  const { items } = (await call('GET', '/v1/customers?size=200')).body
  for (const { id } of items) {
    const { body } = await call('GET', `/v1/customers/${id}/subscriptions`)
    for (const one of body.items) found.push({ address: `/v1/customers/${id}/subscriptions/${one.id}`, one })
  }
})
afterAll(() => simulator.stop())

const isYearly = ({ one }: { one: Answered }) =>
  one.status === 'active' &&
  one.autoRenewEnabled &&
  one.termDuration === 'P1Y' &&
  one.productType?.id === 'OnlineServicesNCE' &&
  !one.parentSubscriptionId &&
  Date.parse(one.effectiveStartDate) < Date.now() - 30 * DAY &&
  Date.parse(one.commitmentEndDate) > Date.now() + 60 * DAY
const taken = new Set<string>()
function take(wanted: (one: { address: string; one: Answered }) => boolean) {
  const one = found.find((each) => !taken.has(each.address) && wanted(each))
  if (!one) throw new Error('No such subscription among the first customers')
  taken.add(one.address)
  return one
}
const read = async (address: string): Promise<Answered> => (await call('GET', address)).body
const patch = (address: string, body: unknown, headers = {}) => call('PATCH', address, { body, headers })

test('customers hold what customers hold: terms, trials, suspended, expired, usage without an end', () => {
  const all = found.map(({ one }) => one)
  const having = (test: (one: Answered) => boolean) => all.filter(test).length
  expect(all.length).toBeGreaterThan(450)
  expect(new Set(all.map((one) => one.id)).size).toBe(all.length)
  for (const status of ['active', 'suspended', 'expired', 'disabled'])
    expect(
      having((one) => one.status === status),
      status,
    ).toBeGreaterThan(0)
  for (const term of ['P1M', 'P1Y', 'P3Y'])
    expect(
      having((one) => one.termDuration === term),
      term,
    ).toBeGreaterThan(0)
  expect(having((one) => one.isTrial && one.quantity === 25 && !one.autoRenewEnabled)).toBeGreaterThan(0)
  expect(having((one) => one.commitmentEndDate.startsWith('9999') && one.billingType === 'usage')).toBeGreaterThan(0)
  expect(having((one) => one.parentSubscriptionId !== undefined)).toBeGreaterThan(0)
  // Renewals are spread over the year: no month of the coming twelve is empty.
  const months = new Set(
    all.filter((one) => one.status === 'active' && one.termDuration === 'P1Y').map((one) => one.commitmentEndDate.slice(0, 7)),
  )
  expect(months.size).toBeGreaterThanOrEqual(12)
})

test('offset pages reach each once; an end is the last whole day', async () => {
  const { address, one } = take(({ address }) => found.filter((each) => each.address.startsWith(address.slice(0, 60))).length >= 4)
  const base = address.slice(0, address.lastIndexOf('/'))
  const ids: string[] = []
  for (let next = `${base}?size=2`; next; ) {
    const { body } = await call('GET', next)
    expect(body.items.length).toBeLessThanOrEqual(2)
    expect(body.totalCount).toBeGreaterThanOrEqual(4)
    ids.push(...body.items.map((each: { id: string }) => each.id))
    // Links come without the version.
    next = body.links.next ? `/v1${body.links.next.uri}` : ''
  }
  expect(ids.length).toBe((await call('GET', base)).body.totalCount)
  expect(new Set(ids).size).toBe(ids.length)
  expect(one.commitmentEndDateTime).toBe(one.commitmentEndDate.replace('00:00:00', '23:59:59'))
  expect(await call('GET', `${base}?size=0`)).toMatchObject({ status: 400, body: { code: 3000 } })
  expect((await call('GET', `${base}?order_id=${one.orderId}`)).body.items.map((each: Answered) => each.orderId)).toContain(one.orderId)
})

test('trap 3: a PATCH that leaves out the renewal switches it off; what was scheduled is forgotten', async () => {
  const { address } = take(isYearly)
  const before = await read(address)
  const next = {
    product: { productId: before.offerId.split(':')[0], skuId: '0001', billingCycle: before.billingCycle, termDuration: 'P1Y' },
    quantity: before.quantity,
  }
  const scheduled = await patch(address, { ...before, scheduledNextTermInstructions: next })
  expect(scheduled).toMatchObject({
    status: 200,
    body: { autoRenewEnabled: true, scheduledNextTermInstructions: { quantity: before.quantity } },
  })
  const { autoRenewEnabled: _, scheduledNextTermInstructions: __, ...rest } = scheduled.body
  const after = await patch(address, { ...rest, friendlyName: 'Renamed' })
  expect(after).toMatchObject({ status: 200, body: { friendlyName: 'Renamed', autoRenewEnabled: false } })
  expect(after.body.scheduledNextTermInstructions).toBeUndefined()
  expect((await read(address)).autoRenewEnabled).toBe(false)
})

test('trap 4: a stale etag is 400 with 2055, in the body or as If-Match', async () => {
  const { address } = take(isYearly)
  const before = await read(address)
  expect((await patch(address, { ...before, friendlyName: 'First' })).status).toBe(200)
  expect(await patch(address, { ...before, friendlyName: 'Second' })).toMatchObject({
    status: 400,
    body: { code: 2055, source: 'PartnerFD' },
  })
  const { attributes: _, ...without } = before
  expect(await patch(address, without, { 'if-match': before.attributes.etag })).toMatchObject({ status: 400, body: { code: 2055 } })
  expect((await patch(address, await read(address), { 'if-match': (await read(address)).attributes.etag })).status).toBe(200)
})

test('licences go up at any time, down only for a week after, and never beyond the bounds', async () => {
  const { address } = take((each) => isYearly(each) && each.one.quantity > 1)
  const before = await read(address)
  expect(await patch(address, { ...before, quantity: 0 })).toMatchObject({ status: 400, body: { code: 2002 } })
  expect(await patch(address, { ...before, quantity: before.quantity - 1 })).toMatchObject({ status: 400, body: { code: 800090 } })
  const more = await patch(address, { ...before, quantity: before.quantity + 5 })
  expect(more).toMatchObject({ status: 200, body: { quantity: before.quantity + 5, refundableQuantity: { totalQuantity: 5 } } })
  expect((await patch(address, { ...more.body, quantity: before.quantity + 3 })).body.quantity).toBe(before.quantity + 3)
  expect(await patch(address, { ...(await read(address)), quantity: 20_000_000 })).toMatchObject({ status: 400, body: { code: 2002 } })
})

test('suspended and back; other refusals each with their code', async () => {
  const { address } = take(isYearly)
  const one = await read(address)
  const suspended = await patch(address, { ...one, status: 'suspended' })
  expect(suspended.body).toMatchObject({ status: 'suspended', suspensionReasons: ['Partner'] })
  expect(await patch(address, { ...suspended.body, quantity: one.quantity + 1 })).toMatchObject({ status: 400, body: { code: 2001 } })
  expect((await patch(address, { ...suspended.body, status: 'active' })).body.status).toBe('active')
  expect(await patch(address, { ...(await read(address)), status: 'deleted' })).toMatchObject({ status: 400, body: { code: 900117 } })
  expect(await patch(address, { ...(await read(address)), id: 'another' })).toMatchObject({ status: 400, body: { code: 3000 } })
  expect(await patch(address, { ...(await read(address)), partnerId: '999' })).toMatchObject({ status: 404, body: { code: 800015 } })
  const legacy = found.find(({ one: each }) => each.links.offer && each.billingType === 'license' && each.status === 'active')
  if (legacy)
    expect(await patch(legacy.address, { ...legacy.one, billingCycle: 'annual' })).toMatchObject({ status: 400, body: { code: 2054 } })
  const usage = found.find(({ one: each }) => each.billingType === 'usage')
  if (usage)
    expect(await patch(usage.address, { ...usage.one, autoRenewEnabled: true })).toMatchObject({ status: 400, body: { code: 800093 } })
  expect(await call('GET', `${address.slice(0, address.lastIndexOf('/'))}/11111111-2222-4333-8444-555555555555`)).toMatchObject({
    status: 404,
    body: { code: 20003 },
  })
})

test('an advisor sells nothing: 403 with 20002', async () => {
  const advisor = await asApplication(simulator.origin, ADVISOR_TENANT)
  const [{ id }] = (await advisor('GET', '/v1/customers?size=1')).body.items
  expect(await advisor('GET', `/v1/customers/${id}/subscriptions`)).toMatchObject({ status: 403, body: { code: 20002 } })
})

test('renewed, or expired 30 days, disabled 90, deleted: as the clock goes on; a restart keeps what was changed', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'commerce-'))
  const stateFile = join(directory, 'state.jsonl')
  try {
    const first = await startForTests({ stateFile })
    let caller = await asApplication(first.origin)
    const ends = take(isYearly)
    const renews = take(isYearly)
    const ask = async (address: string) => (await caller('GET', address)).body
    await caller('PATCH', ends.address, { body: { ...(await ask(ends.address)), autoRenewEnabled: false, friendlyName: 'Ends' } })
    await first.stop()
    const second = await startForTests({ stateFile })
    caller = await asApplication(second.origin)
    expect(await ask(ends.address)).toMatchObject({ friendlyName: 'Ends', autoRenewEnabled: false, status: 'active' })
    const statuses: string[] = []
    const before = await ask(renews.address)
    await advanceDays(second.origin, (Date.parse(ends.one.commitmentEndDate) + DAY - Date.now()) / DAY + 1)
    for (const days of [0, 31, 91]) {
      await advanceDays(second.origin, days)
      statuses.push((await ask(ends.address)).status)
    }
    expect(statuses).toEqual(['expired', 'disabled', 'deleted'])
    await advanceDays(second.origin, 365)
    expect(await caller('GET', ends.address)).toMatchObject({ status: 404, body: { code: 20003 } })
    const after = await ask(renews.address)
    expect(after.status).toBe('active')
    expect(after.commitmentEndDate.slice(5, 7)).toBe(before.commitmentEndDate.slice(5, 7))
    expect(Date.parse(after.commitmentEndDate)).toBeGreaterThan(Date.parse(before.commitmentEndDate) + 360 * DAY)
    await second.stop()
  } finally {
    rmSync(directory, { recursive: true })
  }
})

test('a trial is never converted by itself; converting it starts a paid term', async () => {
  const { address, one } = take(({ one: each }) => each.isTrial && each.status === 'active')
  expect(one.scheduledNextTermInstructions.product.skuId).toBe('0001')
  const { items } = (await call('GET', `${address}/conversions`)).body
  expect(items[0]).toMatchObject({ offerId: one.offerId, quantity: 25, attributes: { objectType: 'Conversion' } })
  const done = await call('POST', `${address}/conversions`, { body: { ...items[0], quantity: 30 } })
  expect(done).toMatchObject({ status: 200, body: { subscriptionId: one.id, error: null } })
  expect(await read(address)).toMatchObject({ isTrial: false, status: 'active', quantity: 30, autoRenewEnabled: true })
})

test('an upgrade deletes the old subscription and makes the new one; what is not eligible says why', async () => {
  const { address, one } = take((each) => isYearly(each) && each.one.offerId.startsWith('CFQ7TTC0LH18'))
  const { items } = (await call('GET', `${address}/transitioneligibilities`)).body
  expect(items[0].eligibilities[0]).toMatchObject({ isEligible: true, transitionType: 'transition_only', errors: [] })
  const made = await call('POST', `${address}/transitions`, {
    body: {
      toCatalogItemId: items[0].catalogItemId,
      quantity: one.quantity,
      termDuration: 'P1Y',
      billingCycle: one.billingCycle,
      transitionType: 'transition_only',
    },
  })
  expect(made).toMatchObject({ status: 200, body: { fromSubscriptionId: one.id, events: [{ status: 'completed' }] } })
  expect((await read(address)).status).toBe('deleted')
  expect(await read(address.replace(one.id, made.body.toSubscriptionId))).toMatchObject({ status: 'active', quantity: one.quantity })
  expect((await call('GET', `${address}/transitions`)).body.items).toHaveLength(1)
  expect(await call('POST', `${address}/transitions`, { body: { toCatalogItemId: 'CFQ7TTC0LH18:0001:X' } })).toMatchObject({
    status: 403,
    body: { code: 800020 },
  })
})
