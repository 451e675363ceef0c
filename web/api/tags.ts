// The partner's tags, by name and with how many carry them: where tags are chosen and changed. Filters and rows have their names from the overview.
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { listTags, Tag } from '../../contract/tags.ts'
import { call } from './client.ts'

export const tagsQuery = queryOptions({
  queryKey: ['tags'],
  queryFn: async ({ signal }) => (await call<typeof listTags>('GET', '/api/tags', { signal })).tags,
})

/** Undefined until they are here; without them the page does without. */
export const useTags = (): readonly Tag[] | undefined => useQuery(tagsQuery).data
