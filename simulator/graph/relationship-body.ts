// Reads and refuses what is sent to change delegated admin relationships and assignments. Pure. Entered by relationship-changes.ts and access-assignments.ts.
import type { Customer } from '../world/customer.ts'
import { isNameTaken } from '../world/gdap/book.ts'
import type { Partner } from '../world/partner.ts'
import { type Asked, displayNameOf, type Relationship, rolesOf } from '../world/relationship.ts'
import { GLOBAL_ADMINISTRATOR } from '../world/roles.ts'
import { GraphProblem } from './answer.ts'

type Json = Record<string, unknown>
export type Wanted = { asked: Asked; durationDays: number; autoExtends: boolean }

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const LONGEST_NAME = 50
const LONGEST_DAYS = 730

function bad(message: string): never {
  throw new GraphProblem(400, 'BadRequest', message)
}

export function objectOf(body: unknown, what = 'The request body'): Json {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return bad(`${what} must be a JSON object.`)
  return body as Json
}

/** Days of an ISO 8601 duration; a year has 365, a month 30. */
function daysOf(duration: string): number | undefined {
  const match = /^P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration)
  if (!match) return undefined
  const [years, months, weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0)) as number[]
  const rest = ((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) / 86_400
  return (years ?? 0) * 365 + (months ?? 0) * 30 + (weeks ?? 0) * 7 + (days ?? 0) + rest
}

export function rolesFrom(details: unknown): string[] {
  const { unifiedRoles } = objectOf(details, 'accessDetails')
  if (!Array.isArray(unifiedRoles) || unifiedRoles.length === 0) return bad('accessDetails must name at least one role in unifiedRoles.')
  const roles = unifiedRoles.map((role) => (role as Json | null)?.roleDefinitionId)
  const wrong = roles.find((id) => typeof id !== 'string' || !GUID.test(id))
  if (wrong !== undefined || roles.includes(undefined)) bad(`The role definition ID '${String(wrong)}' is not valid.`)
  return [...new Set((roles as string[]).map((id) => id.toLowerCase()))]
}

function customerFrom(partner: Partner, value: unknown): Asked['customer'] {
  if (value === null || value === undefined) return null
  const { tenantId, displayName } = objectOf(value, 'customer')
  if (typeof tenantId !== 'string' || !GUID.test(tenantId)) return bad('customer.tenantId must be a tenant ID.')
  const customer: Customer | undefined = partner.find(tenantId)
  if (!customer || customer.leftAt !== null) return bad(`The customer tenant '${tenantId}' was not found.`)
  return { tenantId: customer.tenantId, displayName: typeof displayName === 'string' ? displayName : null }
}

function autoExtendFrom(value: unknown, roles: readonly string[]): boolean {
  if (value === undefined || value === null || value === 'P0D' || value === 'PT0S') return false
  if (value !== 'P180D') bad("autoExtendDuration must be 'P0D', 'PT0S' or 'P180D'.")
  if (roles.includes(GLOBAL_ADMINISTRATOR))
    bad('A relationship that includes the Global Administrator role cannot be extended automatically.')
  return true
}

function nameFrom(partner: Partner, value: unknown, except?: string): string {
  if (typeof value !== 'string' || value.trim() === '') return bad('displayName is required.')
  if (value.length > LONGEST_NAME) bad(`displayName must not be longer than ${LONGEST_NAME} characters.`)
  if (isNameTaken(partner, value, except))
    throw new GraphProblem(409, 'Conflict', `A delegated admin relationship named '${value}' already exists.`)
  return value
}

/** A new relationship, or the whole of one that was changed in part. */
export function wantedFrom(partner: Partner, sent: Json, before?: { relationship: Relationship; now: number }): Wanted {
  const old = before?.relationship
  const oldRoles = before && rolesOf(before.relationship, before.now)
  const roles = sent.accessDetails === undefined && oldRoles ? oldRoles : rolesFrom(sent.accessDetails)
  const duration = sent.duration ?? old?.asked?.duration ?? (old ? `P${old.durationDays}D` : undefined)
  const durationDays = typeof duration === 'string' ? daysOf(duration) : undefined
  if (durationDays === undefined || durationDays < 1 || durationDays > LONGEST_DAYS) return bad('duration must be between P1D and P2Y.')
  const named = sent.displayName === undefined && old ? displayNameOf(old) : nameFrom(partner, sent.displayName, old?.key)
  const autoExtends = autoExtendFrom(sent.autoExtendDuration ?? (old?.autoExtends ? 'P180D' : undefined), roles)
  const customer = sent.customer === undefined && old ? (old.asked?.customer ?? null) : customerFrom(partner, sent.customer)
  return { asked: { displayName: named, duration: String(duration), roles, customer }, durationDays, autoExtends }
}

export type WantedAssignment = { groupId: string; roles: string[] }

export function assignmentFrom(body: unknown): WantedAssignment {
  const { accessContainer, accessDetails } = objectOf(body)
  const { accessContainerId, accessContainerType } = objectOf(accessContainer, 'accessContainer')
  if (accessContainerType !== 'securityGroup') bad("accessContainerType must be 'securityGroup'.")
  if (typeof accessContainerId !== 'string' || !GUID.test(accessContainerId))
    return bad('accessContainerId must be the ID of a security group.')
  return { groupId: accessContainerId.toLowerCase(), roles: rolesFrom(accessDetails) }
}

export function withinRoles(roles: readonly string[], allowed: readonly string[]): void {
  const foreign = roles.find((role) => !allowed.includes(role))
  if (foreign !== undefined) bad(`The role '${foreign}' is not part of the delegated admin relationship.`)
}
