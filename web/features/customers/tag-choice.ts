// Which tags some customers carry, and what a choice changes of it. Pure; entered by TagDialog.
import type { CustomerRow } from '../../../contract/customers.ts'
import type { Tagging } from '../../api/tag-changes.ts'

export type Tagged = Pick<CustomerRow, 'tenantId' | 'name' | 'tagIds'>

/** On how many of them the tag is. */
export const carriers = (customers: readonly Tagged[], tagId: string): number =>
  customers.filter(({ tagIds }) => tagIds.includes(tagId)).length

/**
 * What is to be done so that each chosen tag is on all of them or on none. Also for those that seem to have it so already: their rows
 * may be older than what a colleague did since, and the server answers who was really changed.
 */
export const taggingsOf = (customers: readonly Tagged[], chosen: ReadonlyMap<string, boolean>): Tagging[] =>
  [...chosen].map(([tagId, on]) => ({ tagId, on, tenantIds: customers.map(({ tenantId }) => tenantId) }))

/** A customer as it is after the change. */
export function afterTagging<Customer extends Tagged>(customer: Customer, taggings: readonly Tagging[]): Customer {
  const tagIds = new Set(customer.tagIds)
  for (const { tagId, on, tenantIds } of taggings) {
    if (!tenantIds.includes(customer.tenantId)) continue
    if (on) tagIds.add(tagId)
    else tagIds.delete(tagId)
  }
  return { ...customer, tagIds: [...tagIds] }
}

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()

/** Blind to case and accents, as the server tells names apart. */
export const isSameName = (one: string, other: string): boolean => folded(one) === folded(other)
export const nameHolds = (name: string, part: string): boolean => folded(name).includes(folded(part))
