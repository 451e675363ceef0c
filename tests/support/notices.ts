// An issue and whom it hits, with its facts, as service health writes them; and a moved clock. Entered by tests of notifications.
import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Db } from '../../server/db/db.ts'
import { announce } from '../../server/facts/announce.ts'
import type { Fact } from '../../server/facts/facts.ts'
import type { Services } from '../../server/feature.ts'
import type { TestApi } from './api.ts'

export type TestIssue = {
  issueId?: string
  service?: string
  classification?: 'incident' | 'advisory'
  status?: string
  title?: string
}

const defaults = {
  issueId: 'EX100001',
  service: 'Exchange Online',
  classification: 'incident',
  status: 'serviceDegradation',
  title: 'Mail is late',
} as const

/** What happened to issues of one partner, each in a transaction with its fact. */
export function issuesOf(api: TestApi, partnerId: string) {
  const db = api.services.door.ofPartner(partnerId)
  const tell = async (fact: Fact, change: (trx: Parameters<typeof announce>[0]) => Promise<unknown>, tellable = true): Promise<void> => {
    await db.transaction().execute(async (trx) => {
      await change(trx)
      await announce(trx, { partnerId, userId: null }, fact)
    })
    if (tellable) await untilTellable(db)
  }
  const enter = (trx: Parameters<typeof announce>[0], issueId: string, tenantIds: readonly string[]) =>
    trx
      .insertInto('service_issue_customers')
      .values(tenantIds.map((tenant_id) => ({ partner_id: partnerId, issue_id: issueId, tenant_id, since: new Date() })))
      .execute()
  return {
    /** `tellable`: waits until it is. */
    async open(given: TestIssue, tenantIds: readonly string[], { asked = true, tellable = true } = {}): Promise<void> {
      const { issueId, service, classification, status, title } = { ...defaults, ...given }
      const opened: Fact = { kind: 'issue.opened', data: { issueId, service, classification, title } }
      const write = async (trx: Parameters<typeof announce>[0]): Promise<void> => {
        await trx
          .insertInto('service_issues')
          .values({
            partner_id: partnerId,
            issue_id: issueId,
            service,
            title,
            title_key: title.toLowerCase(),
            classification,
            status,
            resolved: false,
            origin: 'microsoft',
            feature: 'Delivery',
            feature_group: null,
            impact: 'Users may wait for their mail.',
            starts_at: new Date('2030-01-01T08:00:00Z'),
            details: '[]',
            posts: JSON.stringify([
              {
                at: '2030-01-01T08:30:00Z',
                kind: 'regular',
                contentType: 'html',
                content: '<p>We look <b>into</b> it.</p><ul><li>One</li></ul>',
              },
            ]),
            first_seen_at: new Date(),
            told: 'open',
            others_asked_at: asked ? new Date() : null,
          })
          .execute()
        await enter(trx, issueId, tenantIds)
      }
      await tell(opened, write, tellable)
    },
    grow: (tenantIds: readonly string[], issueId: string = defaults.issueId) =>
      tell({ kind: 'issue.extent-changed', data: { issueId, entered: tenantIds.length, left: 0 } }, (trx) =>
        enter(trx, issueId, tenantIds),
      ),
    update: (status: string, given: TestIssue = {}) => {
      const { issueId, service, classification, title } = { ...defaults, ...given }
      return tell({ kind: 'issue.updated', data: { issueId, service, classification, title, status } }, (trx) =>
        trx.updateTable('service_issues').set({ status }).where('partner_id', '=', partnerId).where('issue_id', '=', issueId).execute(),
      )
    },
    resolve: (given: TestIssue = {}) => {
      const { issueId, service, classification, title } = { ...defaults, ...given }
      return tell({ kind: 'issue.resolved', data: { issueId, service, classification, title, why: 'resolved' } }, async (trx) => {
        await trx
          .updateTable('service_issues')
          .set({ status: 'serviceRestored', resolved: true })
          .where('partner_id', '=', partnerId)
          .where('issue_id', '=', issueId)
          .execute()
        await trx
          .updateTable('service_issue_customers')
          .set({ until: new Date() })
          .where('partner_id', '=', partnerId)
          .where('issue_id', '=', issueId)
          .execute()
      })
    },
  }
}

/**
 * A fact is told once no transaction that began before it is open, so that none is passed over. Those of other databases count too, and
 * tests that run beside this one have theirs.
 */
export async function untilTellable(db: Db): Promise<void> {
  await expect
    .poll(
      async () => {
        const { rows } = await sql<{ waiting: boolean }>`
          select coalesce(max(written_in) >= pg_snapshot_xmin(pg_current_snapshot()), false) as waiting from facts
        `.execute(db)
        return rows[0]?.waiting
      },
      { timeout: 15_000, interval: 10, message: 'an older transaction stays open' },
    )
    .toBe(false)
}

/** The services with a clock that stands where it is put. */
export function withClock(services: Services, at: Date): Services & { setClock(at: Date): void } {
  let now = at
  const setClock = (to: Date): void => {
    now = to
  }
  return { ...services, clock: { now: () => now }, setClock }
}
