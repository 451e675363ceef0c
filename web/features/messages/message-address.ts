// What the address of the message center holds: filters and search. Pure; read and written by its page.
import { messageCategories } from './contract-values.ts'
import type { MessagesQuery } from './messages.data.ts'

export type MessageCategory = (typeof messageCategories)[number]

export type MessageAddress = {
  search?: string
  service?: string
  category?: MessageCategory
  major?: '1'
  unread?: '1'
  /** Which customers are counted, as in service health. */
  flagged?: '1'
  tag?: string
  country?: string
}

export const messagesQueryOf = (address: MessageAddress): MessagesQuery => {
  const { search, service, category, major, unread, flagged, tag, country } = address
  return {
    ...(search?.trim() && { search: search.trim() }),
    ...(service && { service }),
    ...(category && { category }),
    ...(major && { major: 'true' as const }),
    ...(unread && { unread: 'true' as const }),
    ...(flagged && { flagged: 'true' as const }),
    ...(tag && { tag }),
    ...(country && { country }),
  }
}

export const isNarrowed = (address: MessageAddress): boolean => Object.values(address).some(Boolean)

/** A message's page within the product, and Microsoft's own. */
export const messageAddress = (messageId: string): string => `/service-health/messages/${encodeURIComponent(messageId)}`
export const microsoftAddress = (messageId: string): string =>
  `https://admin.microsoft.com/#/MessageCenter/:/messages/${encodeURIComponent(messageId)}`

export const categoryOf = (word: string | null): MessageCategory | undefined => messageCategories.find((known) => known === word)
