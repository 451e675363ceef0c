// Everything that can happen, as one closed list. The facts table is both the activity log and the outbox.

export type Fact =
  | { kind: 'account.signed-in'; data: { username: string; roles: string[] } }
  | { kind: 'account.signed-out'; data: { username: string } }
  | { kind: 'customer.appeared'; tenantId: string; data: { name: string } }
  | { kind: 'customer.renamed'; tenantId: string; data: { from: string; to: string } }
  | { kind: 'customer.departed'; tenantId: string; data: { name: string } }
  | { kind: 'customer.returned'; tenantId: string; data: { name: string } }
  | {
      kind: 'customer.flagged'
      tenantId: string
      /** `before`: how many were flagged until then. */
      data: { dropped: { tenantId: string; name: string; flaggedAt: string; flaggedBy: string | null }[]; before: number }
    }
  | { kind: 'customer.unflagged'; tenantId: string; data: { flaggedAt: string; flaggedBy: string | null; before: number } }
  | { kind: 'customer.flag-undone'; tenantId: string; data: { changeId: string } }
  | { kind: 'customers.exported'; data: { what: string; flavour: string; filter: Record<string, unknown> } }
  | { kind: 'delegated-session.opened'; tenantId: string; data: { center: string } }
  | { kind: 'limits.changed'; data: { from: Record<string, number>; to: Record<string, number> } }
  | { kind: 'connection.signed-in'; data: { username: string } }
  | { kind: 'connection.given-up'; data: { username: string } }
  | { kind: 'connection.consent-given'; tenantId: string; data: { ok: boolean; cause: string | null } }
  | { kind: 'sync.ended'; data: { outcome: string; added: number; changed: number; departed: number; returned: number } }
