// The links to the signed-out status page, making and revoking them. Entered by Settings > Status page.
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { createStatusLink, listStatusLinks, revokeStatusLink } from '../../../contract/status-page.ts'
import { call } from '../../api/client.ts'

export const statusLinksQuery = queryOptions({
  queryKey: ['status-links'],
  queryFn: async ({ signal }) => (await call<typeof listStatusLinks>('GET', '/api/settings/status-links', { signal })).links,
})

export function useCreateStatusLink() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: { name: string; showsCustomers: boolean }) =>
      call<typeof createStatusLink>('POST', '/api/settings/status-links', { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: statusLinksQuery.queryKey }),
  })
}

export function useRevokeStatusLink() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (linkId: string) => call<typeof revokeStatusLink>('DELETE', '/api/settings/status-links/:linkId', { params: { linkId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: statusLinksQuery.queryKey }),
  })
}
