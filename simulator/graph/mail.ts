// Graph's sendMail: the message goes out and arrives in the simulator's inbox. Entered by routes.ts.
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import type { AttachedFile, Mail } from '../inbox/inbox.ts'
import { ACCOUNTS, type Account } from '../world/accounts.ts'
import { callerOf, GraphProblem } from './answer.ts'
import { personOf } from './directory.ts'
import { objectOf } from './relationship-body.ts'

type Json = Record<string, unknown>

const MAIL = { config: { resource: 'mail' }, bodyLimit: 4 * 1_048_576 }
const MOST_RECIPIENTS = 500

function addressesIn(value: unknown, name: string): string[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw new GraphProblem(400, 'ErrorInvalidRequest', `${name} must be a collection.`)
  return value.map((one) => {
    const { address } = ((one as Json | null)?.emailAddress ?? {}) as Json
    if (typeof address !== 'string' || !/^[^\s@]+@[^\s@]+$/.test(address))
      throw new GraphProblem(400, 'ErrorInvalidRecipients', 'At least one recipient is not valid.')
    return address
  })
}

function attachmentsIn(value: unknown): AttachedFile[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw new GraphProblem(400, 'ErrorInvalidRequest', 'attachments must be a collection.')
  return value.map((one) => {
    const { name, contentBytes, contentType } = one as Json
    if (typeof name !== 'string' || typeof contentBytes !== 'string')
      throw new GraphProblem(400, 'ErrorInvalidRequest', 'An attachment needs name and contentBytes.')
    return {
      name,
      contentType: typeof contentType === 'string' ? contentType : 'application/octet-stream',
      content: Buffer.from(contentBytes, 'base64'),
    }
  })
}

/** The headers of a thread, where the message sets them by their MAPI properties. */
const THREAD_HEADERS: Record<string, string> = { '0x1035': 'message-id', '0x1042': 'in-reply-to', '0x1039': 'references' }

function headersIn(message: Json): Record<string, string> {
  const own = (message.internetMessageHeaders ?? []) as { name: string; value: string }[]
  const wrong = own.find(({ name }) => !/^x-/i.test(String(name)))
  if (wrong)
    throw new GraphProblem(
      400,
      'InvalidInternetMessageHeader',
      `The internet message header name '${wrong.name}' should start with 'x-' or 'X-'.`,
    )
  const properties = (message.singleValueExtendedProperties ?? []) as { id: string; value: string }[]
  const threaded = properties.flatMap(({ id, value }) => {
    const name = THREAD_HEADERS[String(id).split(' ')[1]?.toLowerCase() ?? '']
    return name ? [[name, value]] : []
  })
  return Object.fromEntries([...own.map(({ name, value }) => [name.toLowerCase(), value]), ...threaded])
}

function messageFrom(account: Account, sent: unknown): Mail {
  const message = objectOf(objectOf(sent).message ?? objectOf(sent).Message, 'message')
  const [to, cc, bcc] = ['toRecipients', 'ccRecipients', 'bccRecipients'].map((name) => addressesIn(message[name], name)) as [
    string[],
    string[],
    string[],
  ]
  const count = to.length + cc.length + bcc.length
  if (count === 0) throw new GraphProblem(400, 'ErrorInvalidRecipients', 'At least one recipient is required.')
  if (count > MOST_RECIPIENTS) throw new GraphProblem(400, 'ErrorMessageTooManyRecipients', 'The message has too many recipients.')
  const body = (message.body ?? {}) as Json
  const content = String(body.content ?? '')
  const html = String(body.contentType ?? 'text').toLowerCase() === 'html'
  return {
    from: account.username,
    to: [...to, ...cc, ...bcc],
    subject: String(message.subject ?? ''),
    html: html ? content : '',
    text: html ? content.replace(/<[^>]+>/g, '') : content,
    headers: {
      ...headersIn(message),
      from: `"${account.name}" <${account.username}>`,
      to: to.join(', '),
      ...(cc.length > 0 ? { cc: cc.join(', ') } : {}),
    },
    files: attachmentsIn(message.attachments),
  }
}

export function registerMail(app: FastifyInstance, parts: ApiParts): void {
  const send = async (account: Account, body: unknown, reply: FastifyReply) => {
    parts.inbox.take(messageFrom(account, body))
    return reply.code(202).send()
  }
  app.post('/v1.0/me/sendMail', MAIL, async (request, reply) => {
    callerOf(request, parts, 'Mail.Send')
    return send(personOf(request, parts), request.body, reply)
  })
  app.post<{ Params: { id: string } }>('/v1.0/users/:id/sendMail', MAIL, async (request, reply) => {
    const caller = callerOf(request, parts, 'Mail.Send')
    const wanted = request.params.id.toLowerCase()
    const sender = ACCOUNTS.find((one) => one.tenantId === caller.tenantId && [one.oid, one.username.toLowerCase()].includes(wanted))
    if (!sender) throw new GraphProblem(404, 'ErrorInvalidUser', `The requested user '${request.params.id}' is invalid.`)
    // A person may send as somebody else only where they were given that mailbox.
    if (caller.account && caller.account !== sender)
      throw new GraphProblem(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.')
    return send(sender, request.body, reply)
  })
}
