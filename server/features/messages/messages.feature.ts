// Message center: what Microsoft announces to customers, and what each person has read of it.
import * as contract from '../../../contract/messages.ts'
import type { Feature } from '../../feature.ts'
import { mount } from '../../http/mount.ts'
import { markMessages } from './actions/mark-messages.ts'
import { messagePulls } from './messages.pulls.ts'
import { listMessages } from './queries/list-messages.ts'
import { listMessageCustomers, readMessage } from './queries/read-message.ts'

export const messagesFeature: Feature = {
  name: 'messages',
  pulls: messagePulls,
  routes: (app) => {
    mount(app, contract.listMessages, ({ scope, query: { offset, limit, ...filter } }) => listMessages(scope, filter, { offset, limit }))
    mount(app, contract.readMessage, ({ scope, params }) => readMessage(scope, params.messageId))
    mount(app, contract.listMessageCustomers, ({ scope, params, query }) => listMessageCustomers(scope, params.messageId, query))
    mount(app, contract.markMessages, ({ scope, body }) => markMessages(scope, body.messageIds, body.read))
  },
}
