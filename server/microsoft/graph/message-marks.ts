// What the signed-in person does with messages of the message center: read, archived, favourite. With a person's token only.
// https://learn.microsoft.com/graph/api/serviceupdatemessage-archive

import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { operation } from '../operation.ts'
import { perform } from '../perform.ts'
import { sending } from '../sent-body.ts'
import type { Source } from '../source.ts'
import { done } from './entity.ts'

const messageIds = z.array(z.string().min(1).max(100)).min(1).max(1000)

const mark = (word: string) =>
  operation({
    api: 'graph',
    method: 'POST',
    path: `/v1.0/admin/serviceAnnouncement/messages/${word}`,
    resource: 'serviceCommunications',
    body: sending({ messageIds }),
    answer: done,
    // A mark that is there already stays.
    repeatable: true,
  })

export const archiveMessages = mark('archive')
export const unarchiveMessages = mark('unarchive')
export const favoriteMessages = mark('favorite')
export const unfavoriteMessages = mark('unfavorite')
export const markMessagesRead = mark('markRead')
export const markMessagesUnread = mark('markUnread')

const marks = {
  archive: archiveMessages,
  unarchive: unarchiveMessages,
  favorite: favoriteMessages,
  unfavorite: unfavoriteMessages,
  markRead: markMessagesRead,
  markUnread: markMessagesUnread,
} as const
export type MessageMark = keyof typeof marks

/** Whether all were marked. Throws MicrosoftError, `denied` without ServiceMessageViewpoint.Write. */
export async function markMessages(source: Source, as: MessageMark, ids: readonly string[], options?: CallOptions): Promise<boolean> {
  return (await perform(source, marks[as], { ...options, body: { messageIds: ids } })).data
}
