// Attachments of a message of the message center, one by one or all in one archive. In each customer's tenant.
// https://learn.microsoft.com/graph/api/resources/serviceannouncementattachment
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { instant, number, text } from '../tolerant.ts'
import { entity } from './entity.ts'
import { type GraphFile, graphFile, readFile } from './graph-file.ts'

export const MessageAttachment = z
  .object({ id: text, name: text, contentType: text, size: number, lastModifiedDateTime: instant })
  .transform((sent) => ({
    id: sent.id ?? '',
    name: sent.name ?? '',
    contentType: sent.contentType,
    sizeBytes: sent.size,
    modifiedAt: sent.lastModifiedDateTime,
  }))
export type MessageAttachment = z.output<typeof MessageAttachment>

const message = '/v1.0/admin/serviceAnnouncement/messages/{messageId}'
const resource = 'serviceCommunications'

export const listMessageAttachments = listOperation({
  api: 'graph',
  method: 'GET',
  path: `${message}/attachments`,
  resource,
  paging: 'odata',
  item: MessageAttachment,
  usable: ({ id }) => (id ? null : 'no id'),
})

export function messageAttachments(source: Source, messageId: string, options?: CallOptions): Promise<Page<MessageAttachment>> {
  return allOf(source, listMessageAttachments, { ...options, parameters: { messageId } })
}

export const getMessageAttachment = operation({
  api: 'graph',
  method: 'GET',
  path: `${message}/attachments/{attachmentId}`,
  resource,
  answer: entity(MessageAttachment.refine(({ id }) => id !== '', 'no id')),
})

type Named = { messageId: string; attachmentId: string }

export async function messageAttachmentById(source: Source, parameters: Named, options?: CallOptions): Promise<MessageAttachment> {
  return (await perform(source, getMessageAttachment, { ...options, parameters })).data
}

export const getAttachmentContent = operation({
  api: 'graph',
  method: 'GET',
  path: `${message}/attachments/{attachmentId}/content`,
  resource,
  ...graphFile,
})

/** Throws MicrosoftError like readFile; `denied` to all but Message Center Privacy Readers where it is about personal data. */
export function attachmentContent(source: Source, parameters: Named, options?: CallOptions): Promise<GraphFile> {
  return readFile(source, getAttachmentContent, { ...options, parameters })
}

export const getAttachmentsArchive = operation({
  api: 'graph',
  method: 'GET',
  path: `${message}/attachmentsArchive`,
  resource,
  ...graphFile,
})

/** Every attachment of a message in one zip file. */
export function attachmentsArchive(source: Source, messageId: string, options?: CallOptions): Promise<GraphFile> {
  return readFile(source, getAttachmentsArchive, { ...options, parameters: { messageId } })
}
