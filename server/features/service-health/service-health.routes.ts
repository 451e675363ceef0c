// Service health routes: each is its contract and one call.
import type { FastifyInstance } from 'fastify'
import * as contract from '../../../contract/service-health.ts'
import type { Services } from '../../feature.ts'
import { sendCsv } from '../../http/csv-download.ts'
import { mount } from '../../http/mount.ts'
import { startAffectedExport } from './actions/export-affected.ts'
import { listAffected } from './queries/affected.ts'
import { readCustomerHealth } from './queries/customer-health.ts'
import { listIssues } from './queries/list-issues.ts'
import { readIssue } from './queries/read-issue.ts'
import { readServiceHealth } from './queries/read-service-health.ts'

export function mountServiceHealth(app: FastifyInstance, { clock }: Services): void {
  mount(app, contract.readServiceHealth, ({ scope, query }) => readServiceHealth(scope, query, clock.now()))
  mount(app, contract.listIssues, ({ scope, query: { offset, limit, ...filter } }) => listIssues(scope, filter, { offset, limit }))
  mount(app, contract.readIssue, ({ scope, params }) => readIssue(scope, params.issueId, clock.now()))
  mount(app, contract.listAffected, ({ scope, params, query: { offset, limit, sort, direction, ...filter } }) =>
    listAffected(scope, params.issueId, filter, { offset, limit, sort, direction }),
  )
  mount(app, contract.exportAffected, async ({ scope, params, query, reply }) =>
    sendCsv(reply, await startAffectedExport(scope, params.issueId, query)),
  )
  mount(app, contract.readCustomerHealth, ({ scope, params }) => readCustomerHealth(scope, params.tenantId, clock.now()))
}
