// What a customer list is asked for: size, filter, and where to go on from. Continuation tokens are opaque and bound to the query. Entered by routes.ts.
import { createHash } from 'node:crypto'
import { resellerOf } from '../world/commerce/resellers.ts'
import type { Customer } from '../world/customer.ts'
import type { Partner } from '../world/partner.ts'
import { PartnerCenterProblem } from './answer.ts'

export const DEFAULT_SIZE = 100
export const MOST = 500

export type CustomerQuery = { size: number; filter: string | undefined; matches: (customer: Customer) => boolean; after: number }
type Asked = { size?: string; filter?: string; seekOperation?: string }

export function readQuery(asked: Asked, token: string | undefined, partner: Partner): CustomerQuery {
  const size = sizeOf(asked.size)
  const matches = asked.filter === undefined ? () => true : filterOf(asked.filter, partner)
  if (asked.seekOperation === undefined || asked.seekOperation === 'First') return { size, filter: asked.filter, matches, after: -1 }
  if (asked.seekOperation !== 'Next')
    throw new PartnerCenterProblem(400, 3000, `The seek operation ${asked.seekOperation} is not supported here.`)
  if (!token) throw new PartnerCenterProblem(400, 3000, 'The header MS-ContinuationToken is missing.')
  return { size, filter: asked.filter, matches, after: positionIn(token, size, asked.filter) }
}

function sizeOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_SIZE
  const size = Number(text)
  if (!Number.isInteger(size) || size < 0 || text === '') throw new PartnerCenterProblem(400, 3000, 'The value of size is not valid.')
  // The published samples ask for size=0 and get everything that fits.
  return size === 0 ? MOST : Math.min(size, MOST)
}

function filterOf(text: string, partner: Partner): (customer: Customer) => boolean {
  const invalid = (what: string): never => {
    throw new PartnerCenterProblem(400, 3000, what)
  }
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    invalid('The filter is not valid JSON.')
  }
  if (typeof parsed !== 'object' || parsed === null) invalid('The filter is not valid.')
  // Property names are free in case.
  const filter = Object.fromEntries(Object.entries(parsed as object).map(([name, value]) => [name.toLowerCase(), value])) as Record<
    string,
    unknown
  >
  const { field, value, operator } = filter
  if (typeof value !== 'string') return invalid('The filter has no value.')
  if (operator !== 'starts_with') invalid(`The operator ${String(operator)} is not supported for customers.`)
  const wanted = value.toLocaleLowerCase()
  if (field === 'CompanyName') return (customer) => customer.name.toLocaleLowerCase().startsWith(wanted)
  if (field === 'Domain') return (customer) => customer.domain.toLocaleLowerCase().startsWith(wanted)
  if (field === 'IndirectReseller') return (customer) => resellerOf(customer, partner)?.id.toLowerCase().startsWith(wanted) ?? false
  // Whoever asks is the provider.
  if (field === 'IndirectCloudSolutionProvider') return () => partner.tenantId.toLowerCase().startsWith(wanted)
  return invalid(`The field ${String(field)} is not supported.`)
}

function fingerprint(size: number, filter: string | undefined): string {
  return createHash('sha256')
    .update(`${size}|${filter ?? ''}`)
    .digest('base64url')
    .slice(0, 10)
}

export function continuationToken(after: number, query: { size: number; filter: string | undefined }): string {
  return Buffer.from(`A|${after}|${fingerprint(query.size, query.filter)}`).toString('base64')
}

function positionIn(token: string, size: number, filter: string | undefined): number {
  const [mark, after, bound] = Buffer.from(token, 'base64').toString().split('|')
  if (mark !== 'A' || !/^\d+$/.test(after ?? '') || bound !== fingerprint(size, filter)) {
    throw new PartnerCenterProblem(400, 3000, 'The continuation token does not belong to this request.')
  }
  return Number(after)
}
