// The synchronisation: of the lists of customers, and of what is read for each customer by itself.
import type { FastifyInstance } from 'fastify'
import * as pulls from '../../../contract/pulls.ts'
import * as rates from '../../../contract/rates.ts'
import * as contract from '../../../contract/sync.ts'
import * as webhooks from '../../../contract/webhooks.ts'
import type { Scope } from '../../db/scope.ts'
import type { Services } from '../../feature.ts'
import { mount } from '../../http/mount.ts'
import { askForPullsNow } from './actions/ask-for-pulls.ts'
import { receiveWebhook } from './actions/receive-webhook.ts'
import { listPullFailures, readCustomerPulls } from './queries/pull-states.ts'
import { readAsked } from './queries/read-asked.ts'
import { readPulls } from './queries/read-pulls.ts'
import { readRates } from './queries/read-rates.ts'
import { requestSync } from './sync.jobs.ts'
import { readSync } from './sync.queries.ts'

export function mountSync(app: FastifyInstance, services: Services): void {
  const status = (scope: Scope) => readSync(scope, { everyMinutes: services.config.TENANTRY_SYNC_MINUTES, now: services.clock.now() })
  mount(app, contract.readSync, ({ scope }) => status(scope))
  mount(app, contract.syncNow, async ({ scope }) => {
    await requestSync(services, scope.partnerId)
    return status(scope)
  })
  mount(app, pulls.readPulls, ({ scope }) => readPulls(scope, services.clock.now()))
  mount(app, rates.readRates, ({ scope }) => readRates(services, scope))
  mount(app, pulls.listPullFailures, ({ scope, query }) => listPullFailures(scope, query, query))
  mount(app, pulls.readAsked, ({ scope, body }) => readAsked(scope, body))
  mount(app, pulls.askForPulls, ({ scope, body }) => askForPullsNow(services, scope, body))
  mount(app, pulls.readCustomerPulls, ({ scope, params }) => readCustomerPulls(scope, params.tenantId))
  // The signature is over the body as it arrived, so here it stays text.
  void app.register(async (scoped) => {
    scoped.removeContentTypeParser('application/json')
    scoped.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    mount(scoped, webhooks.receiveWebhook, ({ params, body, request }) =>
      receiveWebhook(services, { partnerId: params.partnerId, headers: request.headers, body }),
    )
  })
}
