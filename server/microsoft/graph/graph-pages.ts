// Graph's collections: `{ value, @odata.nextLink }`, followed page by page. Entered by every list in this folder.
// https://learn.microsoft.com/graph/paging
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { MicrosoftError } from '../microsoft-error.ts'
import { type Page, readRecords } from '../page.ts'
import type { Source } from '../source.ts'

const Collection = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().nullish(),
  '@odata.count': z.number().nullish(),
})

export type GraphList<Item> = {
  path: string
  schema: z.ZodType<Item>
  /** Why a well-formed record is of no use, or null. */
  usable?: (item: Item) => string | null
  options?: CallOptions | undefined
}

/**
 * Gives the pages of a list one by one. Throws MicrosoftError: `invalid` with code `repeated_link` where the list leads back to a
 * page already read (it would never end), `foreign_link` where it leads to another host, `not_a_collection` for another shape.
 */
export async function* graphPages<Item>(
  source: Source,
  { path, schema, usable, options }: GraphList<Item>,
): AsyncGenerator<Page<Item>, void, undefined> {
  const visited = new Set<string>()
  let link: string | null = source.follow(path)
  while (link !== null) {
    // Only the link of the page is remembered, not the page: 100,000 records are some 350 links.
    if (visited.has(link))
      throw new MicrosoftError(`The list ${new URL(link).pathname} leads back to a page already read`, {
        kind: 'invalid',
        code: 'repeated_link',
      })
    visited.add(link)
    const parsed: z.ZodSafeParseResult<z.infer<typeof Collection>> = Collection.safeParse(await source.get(link, options))
    if (!parsed.success)
      throw new MicrosoftError(`${new URL(link).pathname} did not answer with a collection`, {
        kind: 'invalid',
        status: 200,
        code: 'not_a_collection',
      })
    const { value, '@odata.nextLink': next, '@odata.count': count } = parsed.data
    link = next ? source.follow(next) : null
    yield { ...readRecords(value, schema, usable), total: count ?? null }
  }
}
