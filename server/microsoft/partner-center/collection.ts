// Partner Center's envelope of a list and where its continuation token stands.
import { z } from 'zod'
import { camelNames, isRecord } from './fields.ts'

const Header = z.looseObject({ key: z.string().nullish().catch(null), value: z.string().nullish().catch(null) })
/** Links are of use where they are such; anything else is none. */
const recordOrNull = (sent: unknown): unknown => (isRecord(sent) ? camelNames(sent) : null)

/**
 * Several lists come without an envelope, as an array; a list of one is documented as that one; a collection is documented that calls its
 * items by another name.
 */
function enveloped(sent: unknown): unknown {
  if (Array.isArray(sent)) return { items: sent, totalCount: sent.length }
  const given = camelNames(sent)
  if (!isRecord(given) || Array.isArray(given['items'])) return given
  if (isCollection(given)) return { ...given, items: 'items' in given ? [] : onlyListOf(given) }
  return typeof given['id'] === 'string' ? { items: [given], totalCount: 1 } : null
}

function onlyListOf({ links: _, attributes: __, ...given }: Record<string, unknown>): unknown[] {
  const [list, ...others] = Object.values(given).filter(Array.isArray)
  return list && others.length === 0 ? list : []
}

/** An empty list may leave its items out; anything else without items, such as the body of a failure, is no empty list. */
function isCollection({ totalCount, attributes }: Record<string, unknown>): boolean {
  const about = camelNames(attributes)
  return typeof totalCount === 'number' || (isRecord(about) && about['objectType'] === 'Collection')
}

export const PartnerCenterCollection = z.preprocess(
  enveloped,
  z.looseObject({
    items: z.array(z.unknown()),
    totalCount: z.preprocess((count) => (typeof count === 'number' ? count : 0), z.number()),
    continuationToken: z.string().nullish().catch(null),
    links: z.preprocess(
      recordOrNull,
      z
        .looseObject({
          next: z.preprocess(
            recordOrNull,
            z
              .looseObject({
                uri: z.string().nullish().catch(null),
                headers: z.preprocess(
                  (headers) => (Array.isArray(headers) ? headers.filter(isRecord).map(camelNames) : []),
                  z.array(Header),
                ),
              })
              .nullish(),
          ),
        })
        .nullish(),
    ),
  }),
)
export type PartnerCenterCollection = z.output<typeof PartnerCenterCollection>

/** The token arrives in `links.next.headers` or in the body; documentation shows the one, answers seen in the wild the other. */
export function nextToken(page: PartnerCenterCollection): string | null {
  const named = page.links?.next?.headers.find((header) => header.key?.toLowerCase() === 'ms-continuationtoken')?.value
  return named || page.continuationToken || null
}

/** Links of Partner Center come with or without `/v1`. */
export const withVersion = (uri: string): string => (/^(https?:|\/?v1\/)/i.test(uri) ? uri : `/v1/${uri.replace(/^\//, '')}`)
