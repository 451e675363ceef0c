// What arrived in one mailbox of the partner's tenant: its list, and a message as it came (MIME). By the application, with Mail.Read.
// https://learn.microsoft.com/graph/api/user-list-messages, https://learn.microsoft.com/graph/outlook-get-mime-message
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { pagesOf } from '../pages.ts'
import type { Source } from '../source.ts'
import { instant, nested, text } from '../tolerant.ts'
import { type GraphFile, graphFile, readFile } from './graph-file.ts'

const Received = z
  .object({
    id: text,
    receivedDateTime: instant,
    subject: text,
    from: nested({ emailAddress: nested({ name: text, address: text }) }),
    internetMessageId: text,
  })
  .transform((sent) => ({
    id: sent.id ?? '',
    receivedAt: sent.receivedDateTime ?? new Date(0),
    subject: sent.subject,
    /** Of a report of Exchange's own there may be no address. */
    from: sent.from.emailAddress,
    internetMessageId: sent.internetMessageId,
  }))
export type InboxMessage = z.output<typeof Received>

const mailbox = '/v1.0/users/{userId}'
const resource = 'mail'

export const listInboxMessages = listOperation({
  api: 'graph',
  method: 'GET',
  path: `${mailbox}/mailFolders/inbox/messages`,
  resource,
  paging: 'odata',
  item: Received,
  usable: ({ id, receivedAt }) => (id === '' ? 'no id' : receivedAt.getTime() === 0 ? 'no moment' : null),
})

/** Oldest first. Graph sorts only by what it filters by. Throws MicrosoftError, `denied` without Mail.Read for this mailbox. */
export function inboxPages(
  source: Source,
  { mailbox: userId, since, pageSize = 50 }: { mailbox: string; since: Date; pageSize?: number },
  options?: CallOptions,
): AsyncGenerator<Page<InboxMessage>, void, undefined> {
  return pagesOf(source, listInboxMessages, {
    ...options,
    parameters: { userId },
    query: {
      $filter: `receivedDateTime ge ${since.toISOString()}`,
      $orderby: 'receivedDateTime',
      $select: 'id,receivedDateTime,subject,from,internetMessageId',
      $top: pageSize,
    },
  })
}

export const getMessageMime = operation({
  api: 'graph',
  method: 'GET',
  path: `${mailbox}/messages/{messageId}/$value`,
  resource,
  ...graphFile,
})

/** The whole message as it came. Throws MicrosoftError like readFile. */
export function messageMime(
  source: Source,
  { mailbox: userId, messageId }: { mailbox: string; messageId: string },
  options?: CallOptions,
): Promise<GraphFile> {
  return readFile(source, getMessageMime, { ...options, parameters: { userId, messageId } })
}
