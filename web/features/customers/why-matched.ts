// Why a search found a customer, as far as its row does not show it by itself. Pure; entered by the name's cell.
import type { CustomerRow } from '../../../contract/customers.ts'
import { matchedPart } from '../../ui/matched-part.ts'

type Found = Pick<CustomerRow, 'name' | 'domain' | 'tenantId' | 'matched'>

/** What has to be told beside the name; null where the name or a shown column tells it. */
export function whyMatched(row: Found, search: string, shown: ReadonlySet<string>): 'domain' | 'tenantId' | 'otherDomain' | null {
  const wanted = search.trim()
  if (wanted === '' || row.matched === 'name' || row.matched === 'word' || matchedPart(row.name, wanted)) return null
  const why = row.matched ?? guessed(row, wanted)
  return shown.has(why) ? null : why
}

/** In a list that is ordered by a column the server does not say. */
function guessed({ domain, tenantId }: Found, wanted: string): 'domain' | 'tenantId' | 'otherDomain' {
  if (domain && matchedPart(domain, wanted)) return 'domain'
  return matchedPart(tenantId, wanted) ? 'tenantId' : 'otherDomain'
}
