// GET /api/sync and POST /api/sync.
import type { FastifyInstance } from 'fastify'
import * as contract from '../../../contract/sync.ts'
import type { Scope } from '../../db/scope.ts'
import type { Services } from '../../feature.ts'
import { mount } from '../../http/mount.ts'
import { requestSync } from './sync.jobs.ts'
import { readSync } from './sync.queries.ts'

export function mountSync(app: FastifyInstance, services: Services): void {
  const status = (scope: Scope) => readSync(scope, { everyMinutes: services.config.TENANTRY_SYNC_MINUTES, now: services.clock.now() })
  mount(app, contract.readSync, ({ scope }) => status(scope))
  mount(app, contract.syncNow, async ({ scope }) => {
    await requestSync(services, scope.partnerId)
    return status(scope)
  })
}
