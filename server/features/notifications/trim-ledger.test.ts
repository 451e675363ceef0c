// B4: the ledger forgets what is older than the configured days, with its attempts, and nothing that still waits.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApi, type TestApi } from '../../../tests/support/api.ts'
import { trimLedger } from './actions/trim-ledger.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi({ NOTIFY_KEEP_DAYS: '30' })
})
afterAll(() => api.stop())

it('B4: what is old and over goes, of this partner alone; what is young or waits stays', async () => {
  const [partnerId, other] = [await api.addPartner(), await api.addPartner()]
  const entry = async (of: string, changeId: string, days: number, state: 'sent' | 'failed') => {
    const [entryId, at] = [crypto.randomUUID(), new Date(Date.now() - days * 86_400_000)]
    const db = api.services.door.ofPartner(of)
    await db
      .insertInto('notice_entries')
      .values({
        partner_id: of,
        entry_id: entryId,
        change_id: changeId,
        channel_id: crypto.randomUUID(),
        channel_kind: 'mail',
        target: 'reader@partner.example',
        moment: 'opened',
        state,
        at,
        due_at: state === 'failed' ? new Date() : null,
      })
      .execute()
    await db
      .insertInto('notice_attempts')
      .values({ partner_id: of, entry_id: entryId, at, ok: state === 'sent', response: '250' })
      .execute()
  }
  await entry(partnerId, 'old', 31, 'sent')
  await entry(partnerId, 'young', 29, 'sent')
  await entry(partnerId, 'waits', 31, 'failed')
  await entry(other, 'theirs', 31, 'sent')
  expect(await trimLedger(api.services, partnerId, new AbortController().signal)).toBe(1)
  const left = async (of: string) => {
    const db = api.services.door.ofPartner(of)
    const rows = await db.selectFrom('notice_entries').orderBy('change_id').select('change_id').execute()
    return { changes: rows.map((row) => row.change_id), attempts: (await db.selectFrom('notice_attempts').select('ok').execute()).length }
  }
  expect(await left(partnerId)).toEqual({ changes: ['waits', 'young'], attempts: 2 })
  expect(await left(other)).toEqual({ changes: ['theirs'], attempts: 1 })
})
