// Changing tags and who carries them. Loaded with the dialog of the list and with Settings > Tags.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { createTag, deleteTag, renameTag, Tag, tagCustomers, untagCustomers } from '../../contract/tags.ts'
import { call } from './client.ts'
import { tagsQuery } from './tags.ts'

/** Reads again what shows tags or is filtered by them. */
function useReload() {
  const queries = useQueryClient()
  return () => {
    void queries.invalidateQueries({ queryKey: tagsQuery.queryKey })
    void queries.invalidateQueries({ queryKey: ['customers'] })
  }
}

export function useCreateTag() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => call<typeof createTag>('POST', '/api/tags', { body: { name } }),
    // Shown at once, so that it can be chosen.
    onSuccess: (tag) => queries.setQueryData(tagsQuery.queryKey, (tags: Tag[] | undefined) => tags && [...tags, tag]),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: tagsQuery.queryKey })
      void queries.invalidateQueries({ queryKey: ['customers', 'overview'] })
    },
  })
}

export function useRenameTag() {
  const reload = useReload()
  return useMutation({
    mutationFn: ({ tagId, name }: { tagId: string; name: string }) =>
      call<typeof renameTag>('PUT', '/api/tags/:tagId', { params: { tagId }, body: { name } }),
    onSuccess: reload,
  })
}

export function useDeleteTag() {
  const reload = useReload()
  return useMutation({
    mutationFn: (tagId: string) => call<typeof deleteTag>('DELETE', '/api/tags/:tagId', { params: { tagId } }),
    onSuccess: reload,
  })
}

/** A tag that goes on these customers or off them. */
export type Tagging = { tagId: string; on: boolean; tenantIds: readonly string[] }

/** Returns what was really changed: its opposite takes it back. */
export function useTagging() {
  const reload = useReload()
  return useMutation({
    mutationFn: async (wanted: readonly Tagging[]): Promise<Tagging[]> => {
      const done: Tagging[] = []
      for (const { tagId, on, tenantIds } of wanted) {
        const to = { params: { tagId }, body: { tenantIds: [...tenantIds] } }
        const { changed } = on
          ? await call<typeof tagCustomers>('POST', '/api/tags/:tagId/customers', to)
          : await call<typeof untagCustomers>('POST', '/api/tags/:tagId/customers/remove', to)
        if (changed.length > 0) done.push({ tagId, on, tenantIds: changed })
      }
      return done
    },
    onSettled: reload,
  })
}

export const opposite = (taggings: readonly Tagging[]): Tagging[] => taggings.map((tagging) => ({ ...tagging, on: !tagging.on }))
