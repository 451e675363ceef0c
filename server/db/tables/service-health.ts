// Row types of service health: issues stored once, whom each hits and hit, and how each customer stands.
import type { Generated, JSONColumnType } from 'kysely'
import type { HealthState, ServiceStanding } from '../../../contract/health-states.ts'
import type { IssueClass, LeftReason } from '../../../contract/service-health.ts'
import type { Instant, OptionalInstant } from './identity.ts'

/** A post as Microsoft wrote it: html is made safe when it is read. */
export type StoredPost = { at: string | null; kind: string; contentType: 'html' | 'text'; content: string }

export type ServiceIssuesTable = {
  partner_id: string
  issue_id: string
  service: string
  title: string
  classification: IssueClass
  /** Microsoft's own word, as sent. */
  status: string
  resolved: boolean
  origin: string | null
  feature: string | null
  feature_group: string | null
  impact: string | null
  starts_at: OptionalInstant
  ends_at: OptionalInstant
  modified_at: OptionalInstant
  details: JSONColumnType<{ name: string; value: string }[]>
  posts: JSONColumnType<StoredPost[]>
  first_seen_at: Instant
  /** Kept in the transaction that changes who is hit. */
  affected_now: Generated<number>
  affected_ever: Generated<number>
  /** Facts announced so far: null before its first customer. */
  told: 'open' | 'unseen' | 'over' | null
  /** When it got its first customer, or got one again. */
  opened_at: OptionalInstant
  others_asked_at: OptionalInstant
  /** searchKey(title). */
  title_key: string
}

/** Every service that any customer has had. */
export type HealthServicesTable = { partner_id: string; service: string; first_seen_at: Instant }

export type ServiceIssueCustomersTable = {
  partner_id: string
  issue_id: string
  tenant_id: string
  since: Instant
  until: OptionalInstant
  left_because: LeftReason | null
}

export type CustomerHealthTable = {
  partner_id: string
  tenant_id: string
  state: HealthState
  incidents: number
  advisories: number
  services: JSONColumnType<ServiceStanding[]>
  changed_at: Instant
}

/** As counted over all customers within the last minutes: whose state was unknown, and the newest good reading. */
export type HealthKnownTable = { partner_id: string; unknown: number; read_at: OptionalInstant }
