// Microsoft's message center -> our rows. Pure.
import type { Insertable } from 'kysely'
import type { ServiceMessagesTable } from '../../db/tables/messages.ts'
import type { ServiceMessage, ServiceMessageMark } from '../../microsoft/graph/service-messages.ts'

/** What one customer's reading says: the numbers of its messages, in one order, so that an equal answer is equal. */
export const messageIdsOf = (marks: readonly ServiceMessageMark[]): string[] => [...new Set(marks.map(({ id }) => id))].sort()

export const messageRow = (partnerId: string, message: ServiceMessage): Insertable<ServiceMessagesTable> => ({
  partner_id: partnerId,
  message_id: message.id,
  title: message.title,
  category: message.category,
  severity: message.severity,
  major_change: message.majorChange,
  services: message.services,
  tags: message.tags,
  starts_at: message.startsAt,
  ends_at: message.endsAt,
  act_by: message.actionRequiredBy,
  modified_at: message.modifiedAt,
  content_type: message.contentType === 'text' ? 'text' : 'html',
  content: message.content,
  details: JSON.stringify(message.details),
  has_attachments: message.hasAttachments,
})
