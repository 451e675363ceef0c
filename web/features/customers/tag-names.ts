// What the tags are called whose IDs a customer carries. Entered by the columns and by CustomerTags.
import { useMemo } from 'react'
import { useOverview } from './customers.data.ts'

/** In the order of names; nothing until the overview is here. The same function as long as the tags are the same. */
export function useTagNames(): (tagIds: readonly string[]) => string[] {
  const tags = useOverview()?.tags
  return useMemo(
    () => (tagIds) => (tagIds.length === 0 ? [] : (tags ?? []).filter(({ tagId }) => tagIds.includes(tagId)).map(({ name }) => name)),
    [tags],
  )
}
