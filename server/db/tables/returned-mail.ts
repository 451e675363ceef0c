// Row types of returned mail: how far each mailbox has been read.
import type { Instant } from './identity.ts'

export type ReturnedMailMarksTable = {
  partner_id: string
  mailbox: string
  read_to: Instant
  seen: string[]
  read_at: Instant
  taken: number
  ignored: number
}
