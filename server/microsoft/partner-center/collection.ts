// Partner Center's envelope of a list and where its continuation token stands.
import { z } from 'zod'

const Header = z.looseObject({ key: z.string().nullish(), value: z.string().nullish() })

export const PartnerCenterCollection = z.looseObject({
  items: z.preprocess((items) => items ?? [], z.array(z.unknown())),
  totalCount: z.preprocess((count) => (typeof count === 'number' ? count : 0), z.number()),
  continuationToken: z.string().nullish(),
  links: z
    .looseObject({
      next: z
        .looseObject({
          uri: z.string().nullish(),
          headers: z.preprocess((headers) => (Array.isArray(headers) ? headers : []), z.array(Header)),
        })
        .nullish(),
    })
    .nullish(),
})
export type PartnerCenterCollection = z.output<typeof PartnerCenterCollection>

/** The token arrives in `links.next.headers` or in the body; documentation shows the one, answers seen in the wild the other. */
export function nextToken(page: PartnerCenterCollection): string | null {
  const named = page.links?.next?.headers.find((header) => header.key?.toLowerCase() === 'ms-continuationtoken')?.value
  return named || page.continuationToken || null
}
