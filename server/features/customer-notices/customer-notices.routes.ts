// Routes of telling affected customers: each is its contract and one call.
import type { FastifyInstance } from 'fastify'
import * as contract from '../../../contract/customer-notices.ts'
import * as templates from '../../../contract/notice-templates.ts'
import type { Services } from '../../feature.ts'
import { mount } from '../../http/mount.ts'
import { changeNoticeLanguage, changeTemplate, previewTemplate, resetTemplate } from './actions/change-templates.ts'
import { prepareMessage } from './actions/prepare-message.ts'
import { recordNotice } from './actions/record-notice.ts'
import { retryNotice } from './actions/retry-notice.ts'
import { sendNotices } from './actions/send-notices.ts'
import { listAffected, readTellOverview } from './queries/affected.ts'
import { listNotices, readProgress } from './queries/notices.ts'
import { readTemplates } from './queries/templates.ts'

export function mountCustomerNotices(app: FastifyInstance, services: Services): void {
  const now = () => services.clock.now()
  mount(app, contract.readTellOverview, ({ scope, params }) => readTellOverview(scope, params.issueId, now()))
  mount(app, contract.listAffectedCustomers, ({ scope, params, query }) => listAffected(scope, { ...query, ...params }, now()))
  mount(app, contract.prepareMessage, ({ scope, params, body }) => prepareMessage(scope, params.issueId, body, now()))
  mount(app, contract.sendNotices, ({ scope, params, body }) => sendNotices(services, scope, params.issueId, body))
  mount(app, contract.readProgress, ({ scope, params }) => readProgress(scope, params.key))
  mount(app, contract.retryNotice, ({ scope, params, body }) => retryNotice(services, scope, params.noticeId, body.address))
  mount(app, contract.recordNotice, ({ scope, params, body }) => recordNotice(scope, params.issueId, body, now()))
  mount(app, contract.listNotices, ({ scope, query }) => listNotices(scope, query))
  mount(app, templates.readTemplates, ({ scope }) => readTemplates(scope))
  mount(app, templates.changeTemplate, ({ scope, params, body }) => changeTemplate(scope, params, body))
  mount(app, templates.resetTemplate, ({ scope, params }) => resetTemplate(scope, params))
  mount(app, templates.previewTemplate, ({ scope, body }) => previewTemplate(scope, body, now()))
  mount(app, templates.changeNoticeLanguage, ({ scope, body }) => changeNoticeLanguage(scope, body.language))
}
