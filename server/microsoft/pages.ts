// Follows a list page by page, whichever way Microsoft pages it. Entered by every list of graph/, partner-center/ and azure-support/.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { CallOptions } from './http.ts'
import { MicrosoftError } from './microsoft-error.ts'
import { addressOf, type ListOperation, type Paging } from './operation.ts'
import { type ListPage, type Page, type Place, readRecords } from './page.ts'
import { nextToken, PartnerCenterCollection, withVersion } from './partner-center/collection.ts'
import { type Asked, afterAnswer, bodyOf, headersOf, isRepeatable } from './perform.ts'
import type { Source } from './source.ts'
import { number } from './tolerant.ts'

const ODataCollection = z.object({
  /** A collection of nothing may be null. */
  value: z.array(z.unknown()).nullable(),
  '@odata.nextLink': z.string().nullish(),
  '@odata.count': number,
  nextLink: z.string().nullish(),
})

/** What one page says: its records, how many there are in all, and where the next one is. */
type Sheet = { items: unknown[]; total: number | null; next: Place | null }

export type Begun = {
  /** The first page where it has been read already, in a batch. */
  firstPage?: { data: unknown } | undefined
  /** Where an earlier reading of this list came to: it goes on there. Microsoft may have forgotten the place and refuse it. */
  from?: Place | undefined
}

/** How a whole list is asked for by whoever may have to go on with it later. */
export type ListOptions = CallOptions & Pick<Begun, 'from'>

/**
 * Gives the pages one by one. Throws MicrosoftError: `invalid` with code `repeated_link` where the list leads back to a page already
 * read, `repeated_page` where one comes again under another address (neither would ever end), `foreign_link` where it leads to another host,
 * `no_token` where there is another page and no way to it, `not_a_collection` for another shape.
 */
export async function* pagesOf<Item>(
  source: Source,
  operation: ListOperation<Item>,
  asked: Asked & Begun = {},
): AsyncGenerator<ListPage<Item>, void, undefined> {
  const { signal, patienceMs, urgent } = asked
  const way = createWay(operation.path)
  const first = source.follow(addressOf(operation, asked.parameters, asked.query))
  let next: Place | null = asked.from ? { ...asked.from, address: source.follow(asked.from.address) } : { address: first, token: null }
  let begun = asked.firstPage
  while (next !== null) {
    const here: Place = next
    way.enter(`${here.address} ${here.token ?? ''}`)
    const ask = () =>
      source.send({
        signal,
        patienceMs,
        urgent,
        path: here.address,
        method: operation.method,
        resource: operation.resource,
        headers: { ...headersOf(operation, asked), ...(here.token !== null && { 'MS-ContinuationToken': here.token }) },
        body: bodyOf(operation, asked.body),
        repeatable: isRepeatable(operation),
        afterAnswer: afterAnswer(operation),
        alsoAnswers: [],
      })
    const answer: Answered = begun ?? (await ask())
    begun = undefined
    const sheet = sheetOf(operation, answer, first)
    if (sheet.next) way.goOn(sheet.items)
    next = sheet.next && { ...sheet.next, address: source.follow(sheet.next.address) }
    yield { ...readRecords(sheet.items, operation.item, operation.usable), total: sheet.total, next }
  }
}

/** While a filter goes on looking, pages may be empty; so many in a row are none that lead anywhere. */
const mostEmptyPages = 500

/** Notices a list that would never end. Only marks of its pages are remembered: 100,000 records are some 400 of them. */
function createWay(path: string) {
  const [addresses, contents] = [new Set<string>(), new Set<string>()]
  let empty = 0
  return {
    /** At the address and token of a page, before it is asked for. */
    enter(mark: string): void {
      if (addresses.has(mark)) throw failure(path, 'leads back to a page already read', 'repeated_link')
      addresses.add(mark)
    },
    /** With the records of a page that leads to another. */
    goOn(items: readonly unknown[]): void {
      empty = items.length > 0 ? 0 : empty + 1
      if (empty > mostEmptyPages) throw failure(path, `gives nothing on ${empty} pages in a row`, 'repeated_page')
      if (items.length === 0) return
      const content = createHash('sha256').update(written(path, items)).digest('base64')
      if (contents.has(content)) throw failure(path, 'gives a page already read under another address', 'repeated_page')
      contents.add(content)
    },
  }
}

/** What is nested some thousand times deep can be read but not written again: no list of Microsoft's is. */
function written(path: string, items: readonly unknown[]): string {
  try {
    return JSON.stringify(items)
  } catch {
    throw failure(path, 'is nested too deeply', 'too_deep')
  }
}

/** Every record of a list that is known to be short. Throws like pagesOf, and `invalid` with code `too_many` beyond `most` records. */
export async function allOf<Item>(
  source: Source,
  operation: ListOperation<Item>,
  asked: Asked & Begun = {},
  most = 50_000,
): Promise<Page<Item>> {
  const all: Page<Item> = { records: [], skipped: [], total: null }
  for await (const page of pagesOf(source, operation, asked)) {
    all.records.push(...page.records)
    all.skipped.push(...page.skipped)
    if (all.records.length > most) throw failure(operation.path, `has more than ${most} records`, 'too_many')
  }
  return { ...all, total: all.records.length }
}

type Answered = { data: unknown; headers?: Readonly<Record<string, string>> }

function sheetOf({ path, paging }: { path: string; paging: Paging }, answer: Answered, first: string): Sheet {
  const sheet = readSheet({ path, paging }, answer, first)
  if (!sheet) throw failure(path, 'did not answer with a collection', 'not_a_collection')
  return sheet
}

function readSheet({ path, paging }: { path: string; paging: Paging }, { data, headers }: Answered, first: string): Sheet | null {
  if (paging === 'odata' || paging === 'link') {
    const read = ODataCollection.safeParse(data)
    if (!read.success) return null
    const { value, '@odata.count': count, '@odata.nextLink': nextLink, nextLink: azureLink } = read.data
    const address = (paging === 'odata' ? nextLink : azureLink) || null
    return { items: value ?? [], total: count, next: address ? { address, token: null } : null }
  }
  const read = PartnerCenterCollection.safeParse(data)
  if (!read.success) return null
  const { items, totalCount } = read.data
  const next = paging === 'seek' ? seekNext(read.data, first, headers?.['ms-continuationtoken'] ?? null) : offsetNext(read.data)
  // Who stands on a page that cannot be reached would count as gone.
  if (paging === 'seek' && next === null && read.data.links?.next?.uri)
    throw failure(path, 'names another page and no way to it', 'no_token')
  return { items, total: totalCount > items.length || next === null ? totalCount : null, next }
}

function seekNext(page: PartnerCenterCollection, first: string, header: string | null): Sheet['next'] {
  // In the answer's own headers it is of this page, so it counts only where the body says that there is another.
  const token = nextToken(page) ?? (page.links?.next ? header : null)
  if (token === null) return null
  const address = new URL(first)
  address.searchParams.set('seekOperation', 'Next')
  return { address: address.href, token }
}

function offsetNext(page: PartnerCenterCollection): Sheet['next'] {
  const uri = page.links?.next?.uri
  if (!uri) return null
  return { address: withVersion(uri), token: null }
}

const failure = (path: string, says: string, code: string): MicrosoftError =>
  new MicrosoftError(`${path} ${says}`, { kind: 'invalid', status: 200, code })
