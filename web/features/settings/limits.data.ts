// The limits in force and changing them. Entered by Settings > Limits.
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { changeLimits, Limits, readLimits } from '../../../contract/settings.ts'
import { call } from '../../api/client.ts'

export const limitsQuery = queryOptions({
  queryKey: ['limits'],
  queryFn: ({ signal }) => call<typeof readLimits>('GET', '/api/settings/limits', { signal }),
})

export function useChangeLimits() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: Limits) => call<typeof changeLimits>('PUT', '/api/settings/limits', { body }),
    onSuccess: (limits) => {
      queries.setQueryData(limitsQuery.queryKey, limits)
      // The default view, the flags and the length of lists all follow from the limits.
      void queries.invalidateQueries({ predicate: ({ queryKey: [subject] }) => subject !== 'session' && subject !== 'limits' })
    },
  })
}
