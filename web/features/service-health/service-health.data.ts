// What the pages of service health load: all services, windows of issues, one issue with whom it hits, and how one customer stands.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { listAffected, listIssues, readCustomerHealth, readIssue, readServiceHealth } from '../../../contract/service-health.ts'
import { call } from '../../api/client.ts'

/** Someone who leaves the page open sees an incident come without doing anything. */
const whileOpenMs = 30_000

export type ServiceHealthQuery = z.input<(typeof readServiceHealth)['query']>
export type IssuesQuery = Omit<z.input<(typeof listIssues)['query']>, 'offset' | 'limit'>
export type AffectedQuery = Omit<z.input<(typeof listAffected)['query']>, 'offset' | 'limit'>

/** Begins the key of everything service health loads, so that a finished reading refreshes it all. */
export const serviceHealthKey = ['service-health'] as const

export const serviceHealthQuery = (query: ServiceHealthQuery = {}) =>
  queryOptions({
    queryKey: [...serviceHealthKey, 'services', query],
    queryFn: ({ signal }) => call<typeof readServiceHealth>('GET', '/api/service-health', { query, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: whileOpenMs,
  })

const issuesAtOnce = 50

export const issuesQuery = (query: IssuesQuery) =>
  infiniteQueryOptions({
    queryKey: [...serviceHealthKey, 'issues', query],
    queryFn: ({ pageParam, signal }) =>
      call<typeof listIssues>('GET', '/api/service-health/issues', { query: { ...query, offset: pageParam, limit: issuesAtOnce }, signal }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => {
      const shown = pages.reduce((sum, page) => sum + page.rows.length, 0)
      return shown < total ? shown : undefined
    },
    placeholderData: keepPreviousData,
    refetchInterval: whileOpenMs,
  })

export const issueQuery = (issueId: string) =>
  queryOptions({
    queryKey: [...serviceHealthKey, 'issue', issueId],
    queryFn: ({ signal }) => call<typeof readIssue>('GET', '/api/service-health/issues/:issueId', { params: { issueId }, signal }),
    refetchInterval: whileOpenMs,
  })

export const affectedAtOnce = 100

/** One window of the customers of an issue; windows out of sight are forgotten soon. */
export const affectedQuery = (issueId: string, query: AffectedQuery, window: number) =>
  queryOptions({
    queryKey: [...serviceHealthKey, 'affected', issueId, query, window],
    queryFn: ({ signal }) =>
      call<typeof listAffected>('GET', '/api/service-health/issues/:issueId/customers', {
        params: { issueId },
        query: { ...query, offset: window * affectedAtOnce, limit: affectedAtOnce },
        signal,
      }),
    gcTime: 30_000,
  })

export const customerHealthQuery = (tenantId: string) =>
  queryOptions({
    queryKey: [...serviceHealthKey, 'customer', tenantId],
    queryFn: ({ signal }) => call<typeof readCustomerHealth>('GET', '/api/customers/:tenantId/health', { params: { tenantId }, signal }),
    refetchInterval: whileOpenMs,
  })
