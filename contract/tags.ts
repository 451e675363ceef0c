// Tags: the partner's own words for its customers, as many as it likes (B13).
import { z } from 'zod'
import { route } from './route.ts'

export const mostTagLetters = 60

const lowerGuid = z.guid().transform((id) => id.toLowerCase())

export const Tag = z.object({
  tagId: z.guid(),
  name: z.string(),
  customers: z.number().int().describe('How many carry it, those that have left not counted'),
})
export type Tag = z.infer<typeof Tag>

/** What filters and rows need of a tag; nobody has to be counted for it. */
export const NamedTag = Tag.pick({ tagId: true, name: true })
export type NamedTag = z.infer<typeof NamedTag>

const TagName = z.object({
  name: z
    .string()
    .max(200)
    .transform((text) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim())
    .pipe(z.string().min(1).max(mostTagLetters))
    .describe('Unique within the partner, blind to case and accents'),
})
const OneTag = z.object({ tagId: lowerGuid })

export const listTags = route({
  method: 'GET',
  path: '/api/tags',
  access: 'customers.read',
  response: z.object({ tags: z.array(Tag) }),
  summary: 'All tags of the partner, by name.',
})
export const createTag = route({
  method: 'POST',
  path: '/api/tags',
  access: 'tags.change',
  body: TagName,
  response: Tag,
  summary: 'Creates a tag. tag_name_taken where there is one of that name.',
})
export const renameTag = route({
  method: 'PUT',
  path: '/api/tags/:tagId',
  access: 'tags.change',
  params: OneTag,
  body: TagName,
  response: Tag,
  summary: 'Renames a tag; it stays on its customers.',
})
export const deleteTag = route({
  method: 'DELETE',
  path: '/api/tags/:tagId',
  access: 'tags.change',
  params: OneTag,
  response: z.object({ customers: z.number().int().describe('How many carried it') }),
  summary: 'Deletes a tag and takes it off all customers.',
})

/** As many as one selection of the list holds. */
const SomeCustomers = z.object({ tenantIds: z.array(lowerGuid).min(1).max(1_000) })
const Changed = z.object({
  tag: Tag,
  changed: z.array(z.guid()).describe('The customers it was put on or taken off: the opposite call with these takes it back'),
})

export const tagCustomers = route({
  method: 'POST',
  path: '/api/tags/:tagId/customers',
  access: 'tags.change',
  params: OneTag,
  body: SomeCustomers,
  response: Changed,
  summary: 'Puts a tag on customers. Those that carry it already, or are unknown, are left alone.',
})
export const untagCustomers = route({
  method: 'POST',
  path: '/api/tags/:tagId/customers/remove',
  access: 'tags.change',
  params: OneTag,
  body: SomeCustomers,
  response: Changed,
  summary: 'Takes a tag off customers.',
})
