// Row types of the message center: messages stored once, who gets them, who has read them.
import type { JSONColumnType } from 'kysely'
import type { Instant, OptionalInstant } from './identity.ts'

export type ServiceMessagesTable = {
  partner_id: string
  message_id: string
  title: string
  category: string | null
  severity: string | null
  major_change: boolean
  services: string[]
  tags: string[]
  starts_at: OptionalInstant
  ends_at: OptionalInstant
  act_by: OptionalInstant
  modified_at: OptionalInstant
  /** `html` or `text`; as Microsoft wrote it, made safe when it is handed out. */
  content_type: string
  content: string
  details: JSONColumnType<{ name: string; value: string }[]>
  has_attachments: boolean
}

/** The messages a customer gets now, in order. */
export type CustomerMessagesTable = { partner_id: string; tenant_id: string; message_ids: string[] }

export type MessageReadsTable = { partner_id: string; user_id: string; message_id: string; read_at: Instant }
