// Row type of the links to the signed-out status page.
import type { Instant, OptionalInstant } from './identity.ts'

export type StatusLinksTable = {
  partner_id: string
  link_id: string
  token_hash: Buffer
  name: string
  shows_customers: boolean
  created_at: Instant
  created_by: string | null
  used_at: OptionalInstant
}
