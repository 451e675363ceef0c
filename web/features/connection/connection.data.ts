// The connection to Microsoft as the browser sees it: what is configured, the live checks, the account, consent. Entered by Settings > Connection.
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ConnectionStep, checkConnection, forgetAccount, giveConsent, readConnection } from '../../../contract/connection.ts'
import type { listPullFailures, readPulls } from '../../../contract/pulls.ts'
import { call } from '../../api/client.ts'
import { connectionSteps } from './contract-values.ts'
import { type Unconsented, withoutConsent } from './without-consent.ts'

export const connectionQuery = queryOptions({
  queryKey: ['connection'],
  queryFn: ({ signal }) => call<typeof readConnection>('GET', '/api/connection', { signal }),
})

/** Asks Microsoft anew whenever the page opens, and only then or when told to. */
export const checksQuery = (step: ConnectionStep) =>
  queryOptions({
    queryKey: ['connection', 'checks', step],
    queryFn: async ({ signal }) => {
      const body = { checks: [...connectionSteps[step]] as Parameters<typeof ask>[0]['checks'] }
      return (await ask(body, signal)).results
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  })

type ChecksBody = { checks: (typeof connectionSteps)[ConnectionStep][number][] }
const ask = (body: ChecksBody, signal: AbortSignal) => call<typeof checkConnection>('POST', '/api/connection/checks', { body, signal })

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
