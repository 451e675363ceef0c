// Customers routes: each is its contract and one call.
import type { FastifyInstance } from 'fastify'
import * as absence from '../../../contract/absence.ts'
import * as contract from '../../../contract/customers.ts'
import * as flags from '../../../contract/flags.ts'
import { AppError } from '../../base/errors.ts'
import type { Services } from '../../feature.ts'
import { sendCsv } from '../../http/csv-download.ts'
import { mount } from '../../http/mount.ts'
import { enterAdminCenter } from './actions/enter-admin-center.ts'
import { explainAbsence } from './actions/explain-absence.ts'
import { startExport } from './actions/export-customers.ts'
import { flagCustomer, unflagCustomer } from './actions/flag-customer.ts'
import { pinCustomer, unpinCustomer } from './actions/pin-customer.ts'
import { recordVisit } from './actions/record-visit.ts'
import { undoFlag } from './actions/undo-flag.ts'
import { refreshCustomer } from './customers.sync.ts'
import { listCustomers } from './queries/list-customers.ts'
import { readOverview } from './queries/overview.ts'
import { readCustomer } from './queries/read-customer.ts'

export function mountCustomers(app: FastifyInstance, services: Services): void {
  mountReads(app, services)
  mountMarks(app)
  mountEntry(app, services)
}

function mountReads(app: FastifyInstance, services: Services): void {
  mount(app, contract.listCustomers, ({ scope, query: { offset, limit, ...filter } }) => listCustomers(scope, filter, { offset, limit }))
  mount(app, absence.explainAbsence, ({ scope, query }) => explainAbsence(services, scope, query))
  mount(app, contract.readOverview, ({ scope }) => readOverview(scope))
  mount(app, contract.readCustomer, ({ scope, params }) => readCustomer(scope, params.tenantId))
  mount(app, contract.refreshCustomer, async ({ scope, params }) => {
    await refreshCustomer(services, scope, params.tenantId)
    return await readCustomer(scope, params.tenantId)
  })
  mount(app, contract.exportCustomers, async ({ scope, query, reply }) => sendCsv(reply, await startExport(scope, query)))
}

function mountMarks(app: FastifyInstance): void {
  mount(app, contract.recordVisit, ({ scope, params }) => recordVisit(scope, params.tenantId))
  mount(app, contract.pinCustomer, ({ scope, params }) => pinCustomer(scope, params.tenantId))
  mount(app, contract.unpinCustomer, ({ scope, params }) => unpinCustomer(scope, params.tenantId))
  mount(app, flags.flagCustomer, ({ scope, params, body }) => flagCustomer(scope, params.tenantId, body.drop))
  mount(app, flags.unflagCustomer, ({ scope, params }) => unflagCustomer(scope, params.tenantId))
  mount(app, flags.undoFlag, ({ scope, body }) => undoFlag(scope, body.changeId))
}

function mountEntry(app: FastifyInstance, services: Services): void {
  mount(app, contract.enterAdminCenter, async ({ scope, params: { tenantId, center }, request, reply }) => {
    // Only a click of a person on our own pages opens a session: a link elsewhere, or a browser that looks ahead, leads to the customer.
    const { 'sec-fetch-site': site = 'same-origin', 'sec-purpose': purpose } = request.headers
    if (purpose || !['same-origin', 'none'].includes(String(site))) return reply.redirect(`/customers/${tenantId}`)
    try {
      return reply.redirect(await enterAdminCenter(services, scope, tenantId, center))
    } catch (error) {
      // This is a tab of its own: it must end on a page, not on JSON.
      if (error instanceof AppError) return reply.redirect(`/customers/${tenantId}?notice=${error.code}`)
      throw error
    }
  })
}
