// One operation of a Microsoft API as data: method, address, what goes in, what comes back. Declared beside the functions that use it
// (graph/, partner-center/, azure-support/), performed by perform.ts and pages.ts, and checked against Microsoft's own samples.
import type { z } from 'zod'

export type Api = 'partnerCenter' | 'graph' | 'azureSupport'

type Common = {
  api: Api
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Begins with `/v1/` or `/v1.0/`; `{name}` stands for a parameter, which is URL-encoded when filled in. */
  path: string
  /** What this call shares a documented limit with, such as `customer` or `serviceCommunications`; see rate-limits.ts. */
  resource?: string
  /** The JSON we send. Checked before it leaves, so that a wrong request is our error and not Microsoft's. */
  body?: z.ZodType
}

export type Operation<Answer> = Common & {
  kind: 'single'
  /** Reads the body; `null` is what an answer without a body reads as. */
  answer: z.ZodType<Answer>
  /** Statuses below 400 that are documented besides 200, 201, 202 and 204, or errors that are an answer (404 of HEAD domains). */
  alsoAnswers?: readonly number[]
  /** The answer is a file; `answer` reads its bytes. */
  bytes?: boolean
  /** Doing it twice does no harm. Default: true except for POST and PATCH, which Partner Center knows again only while no answer came. */
  repeatable?: boolean
}

/**
 * How the next page is asked for: `odata` by `@odata.nextLink`; `seek` by Partner Center's continuation token; `offset` by the address in
 * `links.next`; `link` by `nextLink` (Azure).
 */
export type Paging = 'odata' | 'seek' | 'offset' | 'link'

export type ListOperation<Item> = Common & {
  kind: 'list'
  paging: Paging
  /** Reads one record. A record that it refuses is left out and reported; the others of its page are kept. */
  item: z.ZodType<Item>
  /** Why a well-formed record is of no use, or null. */
  // Written as a method, so that a list of anything stands for any list.
  usable?(item: Item): string | null
}

export type AnyOperation = Operation<unknown> | ListOperation<unknown>

export const operation = <Answer>(declared: Omit<Operation<Answer>, 'kind'>): Operation<Answer> => ({ kind: 'single', ...declared })
export const listOperation = <Item>(declared: Omit<ListOperation<Item>, 'kind'>): ListOperation<Item> => ({ kind: 'list', ...declared })

export type Parameters = Readonly<Record<string, string>>
export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>

/** The path with its parameters and query filled in. Throws where one is missing: that is a mistake of ours. */
export function addressOf({ path }: Pick<Common, 'path'>, parameters: Parameters = {}, query: Query = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name]
    if (!value || value === '.' || value === '..') throw new Error(`${path} needs ${name}`)
    return encodeURIComponent(value)
  })
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    value === null || value === undefined ? [] : [`${encodeURIComponent(key).replace(/^%24/, '$')}=${encodeURIComponent(String(value))}`],
  )
  return pairs.length > 0 ? `${filled}?${pairs.join('&')}` : filled
}
