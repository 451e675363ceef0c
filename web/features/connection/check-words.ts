// How the result of a check reads: its shape, which text says what to do, which facts are shown. Pure; entered by CheckRow.
import type { CheckResult } from '../../../contract/connection.ts'
import type connection from '../../i18n/en/connection.json'
import type { StatusKind } from '../../ui/StatusBadge.tsx'

type Keys<Prefix extends string> = keyof typeof connection extends infer K ? (K extends `${Prefix}.${infer Word}` ? Word : never) : never
export type FactName = Keys<'fact'>
export type CauseName = Keys<'cause'>

export const stateKinds: Record<CheckResult['state'], StatusKind> = { ok: 'healthy', warning: 'warning', failed: 'danger', skipped: 'off' }

const factNames: readonly FactName[] = [
  'clientId',
  'partnerId',
  'login',
  'issuer',
  'seconds',
  'permissions',
  'missing',
  'refused',
  'organisation',
  'granted',
  'example',
  'username',
  'signedInAt',
  'renewedAt',
  'company',
  'domain',
  'partnerType',
  'first',
  'customer',
  'services',
  'address',
  'mailbox',
  'readAt',
  'taken',
  'ignored',
]

/** Those that have words and say something; Microsoft's code and status stand with its own words. */
export function shownFacts(facts: CheckResult['facts']): [FactName, string | number | string[]][] {
  return factNames.flatMap((name) => {
    const fact = facts[name]
    return fact === undefined || fact === '' || (Array.isArray(fact) && fact.length === 0) ? [] : [[name, fact]]
  })
}

const causeNames: Record<CauseName, true> = {
  client_id_missing: true,
  client_secret_missing: true,
  permissions_missing: true,
  customer_permissions_missing: true,
  some_customers_closed: true,
  roles_missing: true,
  not_assigned: true,
  no_customers: true,
  no_active_relationship: true,
  not_a_partner: true,
  advisor_refused: true,
  events_not_registered: true,
  events_unreachable: true,
  mailbox_closed: true,
  clock_differs: true,
  throttled: true,
  denied: true,
  gone: true,
  invalid: true,
  broken: true,
}

/** The sentence of our own for a cause that is none of the sign-in's; whatever is unknown is told as a failed call. */
export const causeName = (cause: string): CauseName => (cause in causeNames ? (cause as CauseName) : 'broken')

/** What one hands to whoever looks into it. */
export function saidText({ check, said, requestId, facts }: Pick<CheckResult, 'check' | 'said' | 'requestId' | 'facts'>): string {
  return [check, facts['status'], facts['code'], said, requestId && `request-id: ${requestId}`].filter(Boolean).join('\n')
}

/** The worst of several, for the head of a step; undefined as long as there is none. */
export function worstOf(results: readonly CheckResult[] | undefined): CheckResult['state'] | undefined {
  const states = (results ?? []).map(({ state }) => state)
  return (['failed', 'skipped', 'warning', 'ok'] as const).find((state) => states.includes(state))
}
