// What the message center's screens load: windows of messages, one message with whom it concerns, and marking as read.
import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { z } from 'zod'
import type { listMessageCustomers, listMessages, markMessages, readMessage } from '../../../contract/messages.ts'
import { call } from '../../api/client.ts'

export type MessagesQuery = Omit<z.input<(typeof listMessages)['query']>, 'offset' | 'limit'>

/** Begins the key of everything the message center loads. */
export const messagesKey = ['messages'] as const

const atOnce = 50

export const messagesQuery = (query: MessagesQuery) =>
  infiniteQueryOptions({
    queryKey: [...messagesKey, 'list', query],
    queryFn: ({ pageParam, signal }) =>
      call<typeof listMessages>('GET', '/api/messages', { query: { ...query, offset: pageParam, limit: atOnce }, signal }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => {
      const shown = pages.reduce((sum, page) => sum + page.rows.length, 0)
      return shown < total ? shown : undefined
    },
    placeholderData: keepPreviousData,
  })

export const messageQuery = (messageId: string) =>
  queryOptions({
    queryKey: [...messagesKey, 'message', messageId],
    queryFn: ({ signal }) => call<typeof readMessage>('GET', '/api/messages/:messageId', { params: { messageId }, signal }),
  })

export const messageCustomersQuery = (messageId: string) =>
  infiniteQueryOptions({
    queryKey: [...messagesKey, 'customers', messageId],
    queryFn: ({ pageParam, signal }) =>
      call<typeof listMessageCustomers>('GET', '/api/messages/:messageId/customers', {
        params: { messageId },
        query: { offset: pageParam, limit: atOnce },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => {
      const shown = pages.reduce((sum, page) => sum + page.rows.length, 0)
      return shown < total ? shown : undefined
    },
  })

export function useMarkRead() {
  const queries = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: (body: { messageIds: string[]; read: boolean }) => call<typeof markMessages>('POST', '/api/messages/read', { body }),
    onSuccess: (_, { messageIds, read }) => {
      for (const messageId of messageIds)
        queries.setQueryData(messageQuery(messageId).queryKey, (message) => message && { ...message, read })
      void queries.invalidateQueries({ queryKey: [...messagesKey, 'list'] })
    },
  })
  return useCallback((messageId: string, read: boolean) => mutate({ messageIds: [messageId], read }), [mutate])
}
