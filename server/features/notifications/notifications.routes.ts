// Notifications routes: each is its contract and one call, once for the caller's own and once for the partner's.
import type { FastifyInstance } from 'fastify'
import * as ledger from '../../../contract/notice-ledger.ts'
import * as contract from '../../../contract/notifications.ts'
import type { Services } from '../../feature.ts'
import { mount } from '../../http/mount.ts'
import { addAddress, addChannel, removeChannel, renewSecret, sendCode, verifyAddress } from './actions/change-channels.ts'
import { addRule, changeRule, removeRule } from './actions/change-rules.ts'
import { testChannel, testRule } from './actions/test-channels.ts'
import { explainSilence } from './queries/explain-silence.ts'
import { listPeople } from './queries/list-people.ts'
import { readAttempts, readLedger } from './queries/read-ledger.ts'
import { listNotifications } from './queries/read-settings.ts'

export function mountNotifications(app: FastifyInstance, services: Services): void {
  mountOwn(app, services)
  mountPartner(app, services)
  mountLedger(app, services)
}

function mountOwn(app: FastifyInstance, services: Services): void {
  const owner = 'own'
  mount(app, contract.listOwnNotifications, ({ scope }) => listNotifications(scope, owner, services))
  mount(app, contract.addOwnAddress, ({ scope, body }) => addAddress(services, scope, owner, body.address))
  mount(app, contract.removeOwnChannel, ({ scope, params }) => removeChannel(scope, { owner, ...params }))
  mount(app, contract.sendOwnCode, ({ scope, params }) => sendCode(services, scope, { owner, ...params }))
  mount(app, contract.verifyOwnAddress, ({ scope, params, body }) => verifyAddress(services, scope, { owner, ...params, ...body }))
  mount(app, contract.testOwnChannel, async ({ scope, params }) => ({
    outcomes: await testChannel(services, scope, owner, params.channelId),
  }))
  mount(app, contract.addOwnRule, ({ scope, body }) => addRule(services, scope, owner, body))
  mount(app, contract.changeOwnRule, ({ scope, params, body }) => changeRule(services, scope, { owner, ...params, settings: body }))
  mount(app, contract.removeOwnRule, ({ scope, params }) => removeRule(scope, owner, params.ruleId))
  mount(app, contract.testOwnRule, async ({ scope, params }) => ({ outcomes: await testRule(services, scope, owner, params.ruleId) }))
}

function mountPartner(app: FastifyInstance, services: Services): void {
  const owner = 'partner'
  mount(app, contract.listPartnerNotifications, ({ scope }) => listNotifications(scope, owner, services))
  mount(app, contract.addPartnerChannel, ({ scope, body }) => addChannel(services, scope, body))
  mount(app, contract.renewWebhookSecret, ({ scope, params }) => renewSecret(services, scope, params.channelId))
  mount(app, contract.removePartnerChannel, ({ scope, params }) => removeChannel(scope, { owner, ...params }))
  mount(app, contract.sendPartnerCode, ({ scope, params }) => sendCode(services, scope, { owner, ...params }))
  mount(app, contract.verifyPartnerAddress, ({ scope, params, body }) => verifyAddress(services, scope, { owner, ...params, ...body }))
  mount(app, contract.testPartnerChannel, async ({ scope, params }) => ({
    outcomes: await testChannel(services, scope, owner, params.channelId),
  }))
  mount(app, contract.addPartnerRule, ({ scope, body }) => addRule(services, scope, owner, body))
  mount(app, contract.changePartnerRule, ({ scope, params, body }) => changeRule(services, scope, { owner, ...params, settings: body }))
  mount(app, contract.removePartnerRule, ({ scope, params }) => removeRule(scope, owner, params.ruleId))
  mount(app, contract.testPartnerRule, async ({ scope, params }) => ({ outcomes: await testRule(services, scope, owner, params.ruleId) }))
}

function mountLedger(app: FastifyInstance, services: Services): void {
  mount(app, ledger.readOwnLedger, ({ scope, query }) => readLedger(scope, 'own', query))
  mount(app, ledger.readPartnerLedger, ({ scope, query }) => readLedger(scope, 'partner', query))
  mount(app, ledger.readAttempts, async ({ scope, params }) => ({ attempts: await readAttempts(scope, params.entryId) }))
  mount(app, ledger.listPeople, ({ scope }) => listPeople(scope))
  mount(app, ledger.explainOwnSilence, ({ scope, query }) => explainSilence(scope, services, { ...query, userId: scope.userId }))
  mount(app, ledger.explainSilence, ({ scope, query }) => explainSilence(scope, services, query))
}
