// The health of every customer's services, read in the customer's own tenant: which services are not operational, which issues hit it.
import type { Services } from '../../feature.ts'
import { healthIssueMarks } from '../../microsoft/graph/health-issues.ts'
import { healthOverviews } from '../../microsoft/graph/health-overviews.ts'
import { noteUnreadable } from '../../pulls/note-unreadable.ts'
import { type Pull, pull } from '../../pulls/pull.ts'
import { createKnowIssues } from './actions/know-issues.ts'
import { createKnowServices } from './actions/know-services.ts'
import { saveHealth } from './actions/save-health.ts'
import { requestAskOthers } from './service-health.jobs.ts'
import { healthOf } from './service-health.mapping.ts'
import { changedSince, nextHealthMs } from './service-health.rules.ts'

export function serviceHealthPulls(services: Services): Pull[] {
  const { microsoft, clock, log } = services
  const knowServices = createKnowServices(services)
  const knowIssues = createKnowIssues(services)
  return [
    pull({
      resource: 'health',
      version: 2,
      concurrency: 16,
      read: async ({ partnerId, customer, ...limits }) => {
        const source = microsoft.graphOfCustomer(partnerId, customer.tenantId)
        const [overviews, marks] = await Promise.all([
          healthOverviews(source, false, limits),
          healthIssueMarks(source, changedSince(clock.now()), limits),
        ])
        await knowServices(
          partnerId,
          overviews.records.map(({ service }) => service),
        )
        await knowIssues({ partnerId, source, limits }, marks.records)
        noteUnreadable(log, { partnerId, tenantId: customer.tenantId, resource: 'health' }, [...overviews.skipped, ...marks.skipped])
        return healthOf(overviews.records, marks)
      },
      save: async (trx, partnerId, found) => {
        const { changed, lookAround } = await saveHealth(trx, partnerId, found, clock.now())
        if (lookAround) await requestAskOthers(services, partnerId)
        return changed
      },
      nextInMs: (read) => nextHealthMs(read, Math.random()),
    }),
  ]
}
