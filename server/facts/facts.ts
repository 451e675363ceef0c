// Everything that can happen, as one closed list. The facts table is both the activity log and the outbox.
import type { OverReason } from '../../contract/service-health.ts'

/** What an issue is, for those who tell of it; whom it hits stands in service_issue_customers. */
export type IssueFact = { issueId: string; service: string; classification: 'incident' | 'advisory'; title: string }

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
  | { kind: 'customer.tagged'; tenantId: string; data: { tagId: string; name: string } }
  | { kind: 'customer.untagged'; tenantId: string; data: { tagId: string; name: string } }
  | { kind: 'tag.created'; data: { tagId: string; name: string } }
  | { kind: 'tag.renamed'; data: { tagId: string; from: string; to: string } }
  | { kind: 'tag.deleted'; data: { tagId: string; name: string; customers: number } }
  | { kind: 'status-link.created'; data: { linkId: string; name: string; showsCustomers: boolean } }
  | { kind: 'status-link.revoked'; data: { linkId: string; name: string } }
  | { kind: 'customers.exported'; data: { what: string; flavour: string; filter: Record<string, unknown> } }
  | { kind: 'delegated-session.opened'; tenantId: string; data: { center: string } }
  | { kind: 'limits.changed'; data: { from: Record<string, number>; to: Record<string, number> } }
  | { kind: 'connection.signed-in'; data: { username: string } }
  | { kind: 'connection.given-up'; data: { username: string } }
  | { kind: 'connection.consent-given'; tenantId: string; data: { ok: boolean; cause: string | null } }
  | { kind: 'sync.ended'; data: { outcome: string; added: number; changed: number; departed: number; returned: number } }
  /** It hits its first customer. */
  | { kind: 'issue.opened'; data: IssueFact }
  /** It hits customers again after `issue.resolved`, or Microsoft took that back. */
  | { kind: 'issue.reopened'; data: IssueFact }
  /**
   * Microsoft added a post, or changed the status or the class while it hits customers; its end is `issue.resolved` alone. `raised`: an
   * advisory became an incident; `lowered`: an incident an advisory.
   */
  | { kind: 'issue.updated'; data: IssueFact & { status: string; raised?: true; lowered?: true } }
  /** Once for each saved batch, between `issue.opened` and `issue.resolved`. */
  | { kind: 'issue.extent-changed'; data: { issueId: string; entered: number; left: number } }
  /** It is over, or no longer to be seen; where Microsoft resolves that one later, it comes once more, as `resolved`. */
  | { kind: 'issue.resolved'; data: IssueFact & { why: OverReason } }
  | { kind: 'issue-customers.exported'; data: { issueId: string; flavour: string; filter: Record<string, unknown> } }
  | { kind: 'notifications.channel-added' | 'notifications.channel-removed'; data: { owner: string; kind: string; target: string } }
  | {
      kind: 'notifications.rule-added' | 'notifications.rule-changed' | 'notifications.rule-removed'
      data: { owner: string; name: string }
    }
  /** A server had taken a notice and sent it back. `paused`: the address gets no more until it is verified again. */
  | { kind: 'notifications.mail-returned'; data: { target: string; issueId: string | null; said: string; paused: boolean } }
  | {
      kind: 'customer.told'
      tenantId: string
      data: { noticeId: string; issueId: string; kind: string; way: string; address: string | null }
    }
  /** A server had taken a message to a customer and sent it back. */
  | { kind: 'customer.mail-returned'; tenantId: string; data: { noticeId: string; issueId: string; address: string; said: string } }
  | { kind: 'customers.telling'; data: { key: string; issueId: string; kind: string; customers: number } }
  | { kind: 'notice-template.changed'; data: { template: string; language: string; reset: boolean } }
  | { kind: 'notice-language.changed'; data: { from: string; to: string } }
