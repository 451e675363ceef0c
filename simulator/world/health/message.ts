// One post of the message center as it is kept. Entered by book.ts and messages.ts.
import type { Reach } from './reach.ts'
import type { Service } from './services.ts'

export type Attachment = { id: string; name: string; contentType: string; text: string }
export type Message = {
  id: string
  title: string
  startAt: number
  endAt: number
  actBy: number | null
  category: 'preventOrFixIssue' | 'planForChange' | 'stayInformed'
  severity: 'normal' | 'high' | 'critical'
  tags: readonly string[]
  major: boolean
  services: readonly Service[]
  html: string
  details: readonly { name: string; value: string }[]
  attachments: readonly Attachment[]
  reach: Reach
  /** When it was told anew, with what was added on top. */
  updatedAt: number | null
}
