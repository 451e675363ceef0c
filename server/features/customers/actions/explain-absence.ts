// B1: looks for a name, a domain or a tenant ID among our customers and, where that says nothing or not enough, at Microsoft. Changes nothing.
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Absence, explainAbsence as contract } from '../../../../contract/absence.ts'
import { CustomerFilter, type CustomerRow } from '../../../../contract/customers.ts'
import type { Scope } from '../../../db/scope.ts'
import type { Services } from '../../../feature.ts'
import { tenantById, tenantOfDomain } from '../../../microsoft/graph/tenant-information.ts'
import { MicrosoftError } from '../../../microsoft/microsoft-error.ts'
import { customerById, customersNamed } from '../../../microsoft/partner-center/customers.ts'
import { isDomain, isTenantId } from '../customers.rules.ts'
import { listCustomers } from '../queries/list-customers.ts'

type Answer = z.output<typeof contract.response>
type AtMicrosoft = Extract<Absence, { tenantId: string }>
type Found = { tenantId: string; name: string | null; domain: string | null }

const mostFindings = 10
/** Somebody waits for this. */
const patience = { patienceMs: 8_000 }

type Query = z.output<(typeof contract)['query']>

export async function explainAbsence(services: Services, scope: Scope, { text, microsoft }: Query): Promise<Answer> {
  const [present, departed] = await Promise.all([known(scope, text, false), known(scope, text, true)])
  const ours = [...present.rows, ...departed.rows].slice(0, mostFindings)
  const findings = await Promise.all(ours.map((customer) => findingOf(scope, customer, services.clock.now())))
  const more = present.total + departed.total - ours.length
  if (findings.length > 0 && microsoft === 'ifNeeded') return { findings, more, asked: 'none' }
  const { findings: others, asked } = await atMicrosoft(services, scope, text)
  return { findings: [...(await notOurs(scope, others)), ...findings], more, asked }
}

/** Microsoft lists our customers, too; what we know of them says more. */
async function notOurs({ db, partnerId }: Scope, findings: AtMicrosoft[]): Promise<AtMicrosoft[]> {
  const ids = findings.map(({ tenantId }) => tenantId)
  const rows = await db
    .selectFrom('customers')
    .where('partner_id', '=', partnerId)
    .where('tenant_id', '=', sql<string>`any(${ids}::uuid[])`)
    .select('tenant_id')
    .execute()
  const ours = new Set(rows.map((row) => row.tenant_id))
  return findings.filter(({ tenantId }) => !ours.has(tenantId)).slice(0, mostFindings)
}

const known = (scope: Scope, search: string, departed: boolean) =>
  listCustomers(scope, CustomerFilter.parse({ search, departed: String(departed) }), { offset: 0, limit: mostFindings })

async function findingOf(scope: Scope, customer: CustomerRow, now: Date): Promise<Absence> {
  if (customer.departedAt) return { kind: 'departed', customer, departedAt: customer.departedAt }
  return { kind: 'known', customer, delegationSince: await delegationSince(scope, customer, now) }
}

/**
 * The newest relationship in that state tells: when it became active, ended, or was asked for. An end that is still to come is the one
 * that was planned, not the one that was.
 */
async function delegationSince(scope: Scope, { tenantId, delegation }: CustomerRow, now: Date): Promise<string | null> {
  const newest = await scope.db
    .selectFrom('delegations')
    .where('partner_id', '=', scope.partnerId)
    .where('tenant_id', '=', tenantId)
    .where('state', '=', delegation)
    .orderBy('created_at', (order) => order.desc().nullsLast())
    .limit(1)
    .select(['created_at', 'activated_at', 'ends_at'])
    .executeTakeFirst()
  const endedAt = newest?.ends_at && newest.ends_at <= now ? newest.ends_at : null
  const since = { active: newest?.activated_at, pending: newest?.created_at, expired: newest?.ends_at, terminated: endedAt }
  return (since[delegation as keyof typeof since] ?? null)?.toISOString() ?? null
}

async function atMicrosoft(
  { microsoft }: Services,
  scope: Scope,
  text: string,
): Promise<{ findings: AtMicrosoft[]; asked: Answer['asked'] }> {
  const { partnerId } = scope
  const partnerCenter = microsoft.partnerCenter(partnerId)
  const graph = microsoft.graph(partnerId)
  const [customers, organisation] = await Promise.all([
    orNothing(async () => {
      if (isTenantId(text)) return [await customerById(partnerCenter, text, patience)]
      return (await customersNamed(partnerCenter, text, patience)).records
    }),
    orNothing(async () => {
      if (isTenantId(text)) return [await tenantById(graph, text, patience)]
      return isDomain(text) ? [await tenantOfDomain(graph, text, patience)] : []
    }),
  ])
  const waiting = customers ?? []
  const isWaiting = new Set(waiting.map(({ tenantId }) => tenantId))
  const findings: AtMicrosoft[] = [
    ...waiting.map((found) => ({ kind: 'waiting' as const, ...only(found) })),
    ...(organisation ?? []).flatMap(({ tenantId, name, defaultDomain }) =>
      tenantId && !isWaiting.has(tenantId) ? [{ kind: 'notACustomer' as const, tenantId, name, domain: defaultDomain }] : [],
    ),
  ]
  return { findings, asked: customers && organisation ? 'all' : customers || organisation ? 'some' : 'none' }
}

const only = ({ tenantId, name, domain }: Found): Found => ({ tenantId, name, domain })

/** Nobody of that name is an answer; a refusal or a silence is none, and is told as such. */
async function orNothing<Item>(ask: () => Promise<Item[]>): Promise<Item[] | null> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof MicrosoftError)) throw error
    return error.kind === 'gone' || error.status === 400 ? [] : null
  }
}
