// The address of the message center: what `?service=…&unread=…` may hold. Entered by routes.tsx. Pure.
import { categoryOf, type MessageAddress } from '../../features/messages/message-address.ts'
import { idsParam, textParam } from '../../search-params.ts'

const yes = (value: unknown): '1' | undefined => (value === '1' ? '1' : undefined)

export const messagesSearch = (raw: Record<string, unknown>): MessageAddress => ({
  search: textParam(raw.search),
  service: textParam(raw.service),
  category: categoryOf(textParam(raw.category) ?? null),
  major: yes(raw.major),
  unread: yes(raw.unread),
  flagged: yes(raw.flagged),
  tag: idsParam(raw.tag),
  country: textParam(raw.country),
})
