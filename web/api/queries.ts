// The query client and its habits: what is retried, how long an answer counts as fresh. Made once by main.tsx.
import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './client.ts'

const worthRetrying = new Set(['unreachable', 'not_ready', 'microsoft_unavailable'])

export const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && error instanceof ApiProblem && worthRetrying.has(error.code),
      },
    },
  })
