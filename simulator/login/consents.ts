// Who has allowed the application what: remembered per account, kept across restarts. Entered by sign-in.ts and admin-consent.ts.
import type { Account } from '../world/accounts.ts'
import type { Entry, Journal } from '../world/journal.ts'

export type Consents = {
  covers(account: Account, scopes: readonly string[]): boolean
  add(account: Account, scopes: readonly string[]): void
  addForTenant(tenantId: string): void
  entries(): Entry[]
}

export function createConsents(journal: Journal): Consents {
  const given = new Map<string, Set<string>>()
  const tenants = new Set<string>()
  for (const entry of journal.entries) {
    if (entry.kind !== 'consent') continue
    if (entry.tenantId !== undefined) tenants.add(String(entry.tenantId))
    else remember(String(entry.oid), entry.scopes as string[])
  }
  function remember(oid: string, scopes: readonly string[]): void {
    given.set(oid, new Set([...(given.get(oid) ?? []), ...scopes]))
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
    entries: () => [
      ...[...given].map(([oid, scopes]) => ({ kind: 'consent', oid, scopes: [...scopes] })),
      ...[...tenants].map((tenantId) => ({ kind: 'consent', tenantId })),
    ],
  }
}
