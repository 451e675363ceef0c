// When the delegated access of a customer ends. Shared by Home, which counts such customers, and the list, which shows them.
import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** Of the customers `c`: those with active access that ends within so many days. The index customers_by_delegation finds them. */
export const endsWithin = (days: number): RawBuilder<SqlBool> =>
  sql<SqlBool>`(c.delegation = 'active' and c.delegation_ends_at < now() + ${days}::int * interval '1 day')`
