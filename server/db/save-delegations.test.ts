// Saving a page of relationships, on a real PostgreSQL that has not looked at the table yet, as in a first synchronisation.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../tests/support/api.ts'
import { rowsRead } from '../../tests/support/rows-read.ts'
import { type DelegationRow, oncePerRelationship, saveDelegations } from './save-delegations.ts'

let api: TestApi
let partnerId: string

beforeAll(async () => {
  api = await startApi()
  partnerId = await api.addPartner()
})
afterAll(() => api.stop())

const rowsOf = (count: number): DelegationRow[] =>
  Array.from({ length: count }, () => ({
    id: randomUUID(),
    tenantId: randomUUID(),
    name: 'Care',
    status: 'active',
    state: 'active',
    roles: 3,
    createdAt: null,
    activatedAt: null,
    endsAt: null,
    autoExtends: false,
  }))

it('P9: a page reads what it names and not what the partner has, and writes only what differs', async () => {
  const all = oncePerRelationship(rowsOf(3000))
  await api.services.door
    .ofPartner(partnerId)
    .transaction()
    .execute(async (trx) => {
      await saveDelegations(trx, partnerId, all)
      const before = await rowsRead(trx, 'delegations')
      const page = oncePerRelationship([{ ...(all[0] as DelegationRow), name: 'Renewed' }, ...all.slice(1, 100), ...rowsOf(20)])
      expect((await saveDelegations(trx, partnerId, page)).written).toBe(21)
      expect((await rowsRead(trx, 'delegations')) - before).toBeLessThan(500)
    })
})
