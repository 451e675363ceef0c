// Settings > Connection, `tenantry connect` and `tenantry doctor`.
import type { FastifyInstance } from 'fastify'
import * as contract from '../../../contract/connection.ts'
import type { Services } from '../../feature.ts'
import { mount } from '../../http/mount.ts'
import { runChecks } from './actions/checks/run-checks.ts'
import { connectAccount, finishConnectAccount } from './actions/connect-account.ts'
import { forgetAccount } from './actions/forget-account.ts'
import { giveConsent } from './actions/give-consent.ts'
import { readConnection } from './connection.actions.ts'

export function mountConnection(app: FastifyInstance, services: Services): void {
  mount(app, contract.readConnection, ({ scope }) => readConnection(services, scope))
  mount(app, contract.checkConnection, async ({ scope, body }) => ({ results: await runChecks(services, scope.partnerId, body.checks) }))
  mount(app, contract.connectAccount, async ({ scope, reply }) => reply.redirect(await connectAccount(services, scope)))
  mount(app, contract.finishConnectAccount, async ({ scope, request, reply }) => {
    const callbackUrl = new URL(request.url, services.config.TENANTRY_BASE_URL)
    return reply.redirect(`/settings/connection?${new URLSearchParams(await finishConnectAccount(services, scope, callbackUrl))}`)
  })
  mount(app, contract.forgetAccount, async ({ scope }) => {
    await forgetAccount(services, scope)
    return readConnection(services, scope)
  })
  mount(app, contract.giveConsent, async ({ scope, body }) => ({ results: await giveConsent(services, scope, body.tenantIds) }))
}
