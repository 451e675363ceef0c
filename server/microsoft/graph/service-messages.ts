// Message center: what Microsoft announces to one tenant. In each customer's tenant.
// https://learn.microsoft.com/graph/api/resources/serviceupdatemessage
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf, pagesOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { flag, instant, longText, nested, text, texts } from '../tolerant.ts'
import { wordOf } from '../words.ts'
import { entity, namedValues } from './entity.ts'

const ViewPoint = z
  .object({ isRead: flag, isArchived: flag, isFavorited: flag })
  .transform((sent) => ({ read: sent.isRead ?? false, archived: sent.isArchived ?? false, favorite: sent.isFavorited ?? false }))
  .nullable()
  .catch(null)

export const ServiceMessage = z
  .object({
    id: text,
    title: text,
    startDateTime: instant,
    endDateTime: instant,
    lastModifiedDateTime: instant,
    actionRequiredByDateTime: instant,
    category: wordOf('preventOrFixIssue', 'planForChange', 'stayInformed'),
    severity: wordOf('normal', 'high', 'critical'),
    tags: texts,
    services: texts,
    isMajorChange: flag,
    hasAttachments: flag,
    details: namedValues,
    body: nested({ contentType: wordOf('text', 'html'), content: longText }),
    viewPoint: ViewPoint,
  })
  .transform((sent) => ({
    id: sent.id ?? '',
    title: sent.title ?? '',
    startsAt: sent.startDateTime,
    endsAt: sent.endDateTime,
    modifiedAt: sent.lastModifiedDateTime,
    actionRequiredBy: sent.actionRequiredByDateTime,
    category: sent.category,
    severity: sent.severity,
    tags: sent.tags,
    services: sent.services,
    majorChange: sent.isMajorChange ?? false,
    hasAttachments: sent.hasAttachments ?? false,
    details: sent.details,
    contentType: sent.body.contentType,
    /** Where `contentType` is `html`, as Microsoft wrote it: to be cleaned before it is shown. */
    content: sent.body.content ?? '',
    /** What the signed-in person did with it; null with an application's token. */
    viewPoint: sent.viewPoint,
  }))
export type ServiceMessage = z.output<typeof ServiceMessage>

const messages = '/v1.0/admin/serviceAnnouncement/messages'
const resource = 'serviceCommunications'

export const listServiceMessages = listOperation({
  api: 'graph',
  method: 'GET',
  path: messages,
  resource,
  paging: 'odata',
  item: ServiceMessage,
  usable: ({ id }) => (id ? null : 'no id'),
})

/** All messages or those changed since. The next page is asked for with `$skip`, so a list that shifts may repeat some. */
export function serviceMessagePages(
  source: Source,
  of: { changedSince?: Date } = {},
  options?: CallOptions,
): AsyncGenerator<Page<ServiceMessage>, void, undefined> {
  const $filter = of.changedSince && `lastModifiedDateTime ge ${of.changedSince.toISOString()}`
  return pagesOf(source, listServiceMessages, { ...options, query: { $filter }, headers: { prefer: 'odata.maxpagesize=500' } })
}

/** What tells a message that is known from one that has something new, without its text: the same list, of a hundredth of the size. */
export const ServiceMessageMark = z
  .object({ id: text, lastModifiedDateTime: instant })
  .transform((sent) => ({ id: sent.id ?? '', modifiedAt: sent.lastModifiedDateTime }))
export type ServiceMessageMark = z.output<typeof ServiceMessageMark>

const listServiceMessageMarks = listOperation({
  ...listServiceMessages,
  item: ServiceMessageMark,
  usable: ({ id }) => (id ? null : 'no id'),
})

/** All messages the tenant gets now. Throws MicrosoftError, `denied` without a role in that tenant. */
export function serviceMessageMarks(source: Source, options?: CallOptions): Promise<Page<ServiceMessageMark>> {
  const query = { $select: 'id,lastModifiedDateTime' }
  return allOf(source, listServiceMessageMarks, { ...options, query, headers: { prefer: 'odata.maxpagesize=500' } })
}

export const getServiceMessage = operation({
  api: 'graph',
  method: 'GET',
  path: `${messages}/{messageId}`,
  resource,
  answer: entity(ServiceMessage.refine(({ id }) => id !== '', 'no id')),
})

/** Throws MicrosoftError, `gone` where there is no such message in that tenant. */
export async function serviceMessageById(source: Source, messageId: string, options?: CallOptions): Promise<ServiceMessage> {
  return (await perform(source, getServiceMessage, { ...options, parameters: { messageId } })).data
}
