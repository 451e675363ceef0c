// Who has allowed the application what: per account, for a partner's whole organisation, and per customer tenant and API. Kept across
// restarts. Entered by sign-in.ts, admin-consent.ts, token-rules.ts, and by partner-center/ for application consents.
import type { Account } from '../world/accounts.ts'
import type { Entry, Journal } from '../world/journal.ts'
import { random } from '../world/random.ts'
import type { World } from '../world/world.ts'
import { AZURE, GRAPH, GRAPH_PERMISSIONS } from './resources.ts'

export type Consents = {
  covers(account: Account, scopes: readonly string[]): boolean
  add(account: Account, scopes: readonly string[]): void
  addForTenant(tenantId: string): void
  /** The delegated permissions granted in a customer's tenant for one API; none where nobody has consented. */
  inCustomer(tenantId: string, resource: string): readonly string[]
  /** Adds to what is granted already. */
  grantInCustomer(tenantId: string, resource: string, permissions: readonly string[]): void
  /** Takes everything back, for every API. */
  revokeInCustomer(tenantId: string): void
  entries(): Entry[]
}

/** What an application that manages customers is usually granted: every delegated permission it registered. */
export const USUAL_GRANTS: ReadonlyMap<string, readonly string[]> = new Map([
  [GRAPH, GRAPH_PERMISSIONS],
  [AZURE, ['user_impersonation']],
])

/** The share of the first customers whose administrator never consented. */
const WITHOUT = 0.04

type Grants = ReadonlyMap<string, readonly string[]>

export function createConsents(journal: Journal, world: World): Consents {
  const given = new Map<string, Set<string>>()
  const tenants = new Set<string>()
  const customers = new Map<string, Grants>()
  for (const entry of journal.entries) {
    if (entry.kind !== 'consent') continue
    if (entry.customer !== undefined) customers.set(String(entry.customer), new Map(entry.grants as [string, string[]][]))
    else if (entry.tenantId !== undefined) tenants.add(String(entry.tenantId))
    else remember(String(entry.oid), entry.scopes as string[])
  }
  function remember(oid: string, scopes: readonly string[]): void {
    given.set(oid, new Set([...(given.get(oid) ?? []), ...scopes]))
  }
  const grantsOf = (tenantId: string): Grants => customers.get(tenantId) ?? firstGrants(world, tenantId)
  const setGrants = (tenantId: string, grants: Grants) => {
    customers.set(tenantId, grants)
    journal.append(customerEntry(tenantId, grants))
  }
  return {
    covers: (account, scopes) => tenants.has(account.tenantId) || scopes.every((scope) => given.get(account.oid)?.has(scope)),
    add: (account, scopes) => {
      remember(account.oid, scopes)
      journal.append({ kind: 'consent', oid: account.oid, scopes: [...scopes] })
    },
    addForTenant: (tenantId) => {
      tenants.add(tenantId)
      journal.append({ kind: 'consent', tenantId })
    },
    inCustomer: (tenantId, resource) => grantsOf(tenantId.toLowerCase()).get(resource) ?? [],
    grantInCustomer: (tenantId, resource, permissions) => {
      const before = grantsOf(tenantId.toLowerCase())
      const all = [...new Set([...(before.get(resource) ?? []), ...permissions])]
      setGrants(tenantId.toLowerCase(), new Map([...before, [resource, all]]))
    },
    revokeInCustomer: (tenantId) => setGrants(tenantId.toLowerCase(), new Map()),
    entries: () => [
      ...[...given].map(([oid, scopes]) => ({ kind: 'consent', oid, scopes: [...scopes] })),
      ...[...tenants].map((tenantId) => ({ kind: 'consent', tenantId })),
      ...[...customers].map(([tenantId, grants]) => customerEntry(tenantId, grants)),
    ],
  }
}

function customerEntry(tenantId: string, grants: Grants): Entry {
  return { kind: 'consent', customer: tenantId, grants: [...grants] }
}

/** The first customers consented before the world began, but for a few; who comes later has yet to be asked. */
function firstGrants(world: World, tenantId: string): Grants {
  const customer = world.customer(tenantId)?.customer
  const consented = customer !== undefined && !customer.appeared && !random(customer.seed ^ 0x61).chance(WITHOUT)
  return consented ? USUAL_GRANTS : new Map()
}
