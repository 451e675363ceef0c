// Pinning and flagging from the browser: shown at once, taken back if the server refuses. Entered by use-marks.tsx.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { CustomerRow, pinCustomer, unpinCustomer } from '../../../contract/customers.ts'
import type { FlagChange, flagCustomer, undoFlag, unflagCustomer } from '../../../contract/flags.ts'
import { call } from '../../api/client.ts'
import { overviewQuery, patchCustomer } from './customers.data.ts'
import type { ListQuery } from './list-state.ts'

type Customer = Pick<CustomerRow, 'tenantId' | 'name' | 'flagged' | 'pinned'>

export function usePinChange() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ tenantId, pinned }: Customer) =>
      pinned
        ? call<typeof unpinCustomer>('DELETE', '/api/customers/:tenantId/pin', { params: { tenantId } })
        : call<typeof pinCustomer>('PUT', '/api/customers/:tenantId/pin', { params: { tenantId } }),
    onMutate: ({ tenantId, pinned }) => patchCustomer(queries, tenantId, { pinned: !pinned }),
    onSuccess: ({ tenantId, pinned }) => patchCustomer(queries, tenantId, { pinned }),
    onError: (_, { tenantId, pinned }) => patchCustomer(queries, tenantId, { pinned }),
    onSettled: () => queries.invalidateQueries({ predicate: showsPins }),
  })
}

/** Home, and the lists of nothing but pinned customers. */
const showsPins = ({ queryKey: [subject, what, query] }: { queryKey: readonly unknown[] }): boolean =>
  subject === 'home' || (subject === 'customers' && what === 'list' && (query as ListQuery).pinned !== undefined)

export type FlagWish = Customer & { drop: string[] }

/** At the limit the answer is the problem `flag_would_drop`, which names who would drop; ask again with `drop`. */
export function useFlagChange() {
  const queries = useQueryClient()
  const reload = useReloadFlags()
  return useMutation({
    mutationFn: ({ tenantId, flagged, drop }: FlagWish): Promise<FlagChange> =>
      flagged
        ? call<typeof unflagCustomer>('DELETE', '/api/customers/:tenantId/flag', { params: { tenantId } })
        : call<typeof flagCustomer>('PUT', '/api/customers/:tenantId/flag', { params: { tenantId }, body: { drop } }),
    onMutate: ({ tenantId, flagged }) => patchCustomer(queries, tenantId, { flagged: !flagged }),
    onError: (_, { tenantId, flagged }) => patchCustomer(queries, tenantId, { flagged }),
    onSuccess: ({ dropped, flagged }) => {
      for (const { tenantId } of dropped) patchCustomer(queries, tenantId, { flagged: false })
      queries.setQueryData(overviewQuery.queryKey, (overview) => overview && { ...overview, flagged })
      void reload()
    },
  })
}

export function useUndoFlag() {
  const reload = useReloadFlags()
  return useMutation({
    mutationFn: (changeId: string) => call<typeof undoFlag>('POST', '/api/customers/flags/undo', { body: { changeId } }),
    onSettled: () => reload(),
  })
}

function useReloadFlags() {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ predicate: ({ queryKey: [subject] }) => subject === 'customers' || subject === 'home' })
}
