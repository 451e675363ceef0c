// Commands for mail: what arrived, mailboxes that refuse, and addresses whose mail is taken and comes back. Entered by routes.ts.
import type { FastifyInstance } from 'fastify'
import type { Inbox } from '../inbox/inbox.ts'
import { fields, Refused, readRefusal, text } from './commands-read.ts'

export function registerInboxCommands(app: FastifyInstance, inbox: Inbox): void {
  app.get<{ Querystring: { to?: string } }>('/control/inbox', async (request) =>
    inbox.messages.filter((message) => request.query.to === undefined || message.to.includes(request.query.to)),
  )
  app.delete('/control/inbox', async () => {
    inbox.clear()
    return { messages: 0 }
  })
  app.post('/control/inbox/refusals', async (request) => {
    const { address, code } = readRefusal(request.body)
    inbox.refusals.set(address, code)
    return { address, code }
  })
  app.delete('/control/inbox/refusals', async () => {
    inbox.refusals.clear()
    return { refusals: 0 }
  })
  app.get('/control/inbox/bounces', async () => ({ addresses: [...inbox.bounces] }))
  app.post('/control/inbox/bounces', async (request) => {
    const address = text(fields(request.body, ['address']).address, 'address')?.toLowerCase()
    if (!address?.includes('@')) throw new Refused(400, 'Give address: the one whose mail is taken and comes back.')
    inbox.bounces.add(address)
    return { addresses: [...inbox.bounces] }
  })
  app.delete('/control/inbox/bounces', async () => {
    inbox.bounces.clear()
    return { addresses: [] }
  })
}
