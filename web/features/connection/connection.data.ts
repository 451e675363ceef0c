// The connection to Microsoft as the browser sees it: what is configured, the live checks, the account, consent. Entered by Settings > Connection.
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  CheckResult,
  ConnectionStep,
  checkConnection,
  forgetAccount,
  giveConsent,
  readConnection,
} from '../../../contract/connection.ts'
import type { listPullFailures, readPulls } from '../../../contract/pulls.ts'
import { call } from '../../api/client.ts'
import { connectionSteps } from './contract-values.ts'
import { type Unconsented, withoutConsent } from './without-consent.ts'

export const connectionQuery = queryOptions({
  queryKey: ['connection'],
  queryFn: ({ signal }) => call<typeof readConnection>('GET', '/api/connection', { signal }),
})

type StepResults = { results: CheckResult[]; checkedAt: string }
type Checked = Record<ConnectionStep, StepResults>

/** All of them, anew whenever the page opens and only then: at once, as later steps stand on what the first ones find. */
const checksQuery = queryOptions({
  queryKey: ['connection', 'checks'],
  queryFn: async ({ signal }): Promise<Checked> => {
    const { results } = await call<typeof checkConnection>('POST', '/api/connection/checks', { body: {}, signal })
    return byStep(results, new Date().toISOString())
  },
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 0,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
  retry: false,
})

function byStep(results: readonly CheckResult[], checkedAt: string): Checked {
  const of = (step: ConnectionStep): StepResults => {
    const checks: readonly string[] = connectionSteps[step]
    return { results: results.filter(({ check }) => checks.includes(check)), checkedAt }
  }
  return { registration: of('registration'), consent: of('consent'), account: of('account'), customers: of('customers') }
}

/** What the checks of one step say, and running these again alone. */
export function useChecks(step: ConnectionStep) {
  const queries = useQueryClient()
  const all = useQuery(checksQuery)
  const again = useMutation({
    mutationFn: async () => {
      const checks = [...connectionSteps[step]]
      const { results } = await call<typeof checkConnection>('POST', '/api/connection/checks', { body: { checks } })
      return byStep(results, new Date().toISOString())[step]
    },
    onSuccess: (checked) => queries.setQueryData(checksQuery.queryKey, (before) => before && { ...before, [step]: checked }),
  })
  return {
    checked: all.data?.[step],
    running: all.isFetching || again.isPending,
    error: again.error ?? all.error,
    run: () => (all.data ? again.mutate() : void all.refetch()),
  }
}

export function useForgetAccount() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => call<typeof forgetAccount>('DELETE', '/api/connection/account'),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['connection'] }),
  })
}

/** As many as one request may name. */
export const mostConsents = 100
const mostListed = 500

/** The customers whose last reading failed for want of consent, by name; at most 500 of each resource. */
export const unconsentedQuery = queryOptions({
  queryKey: ['connection', 'unconsented'],
  queryFn: async ({ signal }): Promise<Unconsented[]> => {
    const { failures } = await call<typeof readPulls>('GET', '/api/sync/pulls', { signal })
    const lists = await Promise.all(
      withoutConsent(failures).map(({ resource, kind, code }) =>
        call<typeof listPullFailures>('GET', '/api/sync/pulls/failures', {
          query: { resource, kind, code: code ?? '', limit: mostListed },
          signal,
        }),
      ),
    )
    const byTenant = new Map(lists.flatMap(({ rows }) => rows.map(({ tenantId, name }) => [tenantId, { tenantId, name }] as const)))
    return [...byTenant.values()].sort((one, other) => one.name.localeCompare(other.name))
  },
})

export function useGiveConsent() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (tenantIds: string[]) =>
      (await call<typeof giveConsent>('POST', '/api/connection/consents', { body: { tenantIds } })).results,
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: connectionQuery.queryKey, exact: true })
      void queries.invalidateQueries({ queryKey: ['sync', 'pulls'] })
    },
  })
}
