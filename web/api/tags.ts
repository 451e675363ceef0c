// The partner's tags, by name: for every feature that shows, filters by or chooses them.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { listTags, Tag } from '../../contract/tags.ts'
import { call } from './client.ts'

export const tagsQuery = queryOptions({
  queryKey: ['tags'],
  queryFn: async ({ signal }) => (await call<typeof listTags>('GET', '/api/tags', { signal })).tags,
})

/** Undefined until they are here; without them the page does without. */
export const useTags = (): readonly Tag[] | undefined => useQuery(tagsQuery).data

/** From the IDs a customer carries to their names, in the order of names. The same function as long as the tags are the same. */
export function useTagNames(): (tagIds: readonly string[]) => string[] {
  const tags = useTags()
  return useMemo(
    () => (tagIds) => (tagIds.length === 0 ? [] : (tags ?? []).filter(({ tagId }) => tagIds.includes(tagId)).map(({ name }) => name)),
    [tags],
  )
}
