// Where notices go and what is told, a person's own and the partner's, and the ledger. Entered by Settings > Notifications.
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type {
  explainOwnSilence,
  explainSilence,
  LedgerWindow,
  listPeople,
  readAttempts,
  readOwnLedger,
  readPartnerLedger,
} from '../../../contract/notice-ledger.ts'
import type {
  addOwnAddress,
  addOwnRule,
  addPartnerChannel,
  changeOwnRule,
  listOwnNotifications,
  NoticeOwner,
  RuleSettings,
  removeOwnChannel,
  removeOwnRule,
  renewWebhookSecret,
  sendOwnCode,
  testOwnChannel,
  testOwnRule,
  verifyOwnAddress,
} from '../../../contract/notifications.ts'
import type { listTags } from '../../../contract/tags.ts'
import { type CallOptions, call } from '../../api/client.ts'

/** Both owners' routes are alike; the types of one stand for both. */
const at = <P extends string>(owner: NoticeOwner, rest: P) => `/api/notifications/${owner}${rest}` as `/api/notifications/own${P}`

export const notificationsQuery = (owner: NoticeOwner) =>
  queryOptions({
    queryKey: ['notifications', owner],
    queryFn: ({ signal }) => call<typeof listOwnNotifications>('GET', at(owner, ''), { signal }),
  })

export const tagsQuery = queryOptions({
  queryKey: ['tags'],
  queryFn: ({ signal }) => call<typeof listTags>('GET', '/api/tags', { signal }),
})

/** A change of channels or rules, after which they are read anew. */
function useChange<Input, Output>(owner: NoticeOwner, change: (input: Input) => Promise<Output>) {
  const queries = useQueryClient()
  return useMutation({ mutationFn: change, onSettled: () => queries.invalidateQueries({ queryKey: ['notifications', owner] }) })
}

export const useAddAddress = () =>
  useChange('own', (address: string) => call<typeof addOwnAddress>('POST', '/api/notifications/own/channels', { body: { address } }))

export const useAddPartnerChannel = () =>
  useChange('partner', (body: CallOptions<typeof addPartnerChannel>['body']) =>
    call<typeof addPartnerChannel>('POST', '/api/notifications/partner/channels', { body }),
  )

export const useRenewSecret = () =>
  useChange('partner', (channelId: string) =>
    call<typeof renewWebhookSecret>('POST', '/api/notifications/partner/channels/:channelId/secret', { params: { channelId } }),
  )

export const useRemoveChannel = (owner: NoticeOwner) =>
  useChange(owner, (channelId: string) =>
    call<typeof removeOwnChannel>('DELETE', at(owner, '/channels/:channelId'), { params: { channelId } }),
  )

export const useSendCode = (owner: NoticeOwner) =>
  useChange(owner, (channelId: string) =>
    call<typeof sendOwnCode>('POST', at(owner, '/channels/:channelId/code'), { params: { channelId } }),
  )

export const useVerify = (owner: NoticeOwner) =>
  useChange(owner, ({ channelId, code }: { channelId: string; code: string }) =>
    call<typeof verifyOwnAddress>('POST', at(owner, '/channels/:channelId/verify'), { params: { channelId }, body: { code } }),
  )

export const useTestChannel = (owner: NoticeOwner) =>
  useChange(owner, (channelId: string) =>
    call<typeof testOwnChannel>('POST', at(owner, '/channels/:channelId/test'), { params: { channelId } }),
  )

export const useTestRule = (owner: NoticeOwner) =>
  useChange(owner, (ruleId: string) => call<typeof testOwnRule>('POST', at(owner, '/rules/:ruleId/test'), { params: { ruleId } }))

/** With an ID the rule is changed, without one it is added. */
export const useSaveRule = (owner: NoticeOwner) =>
  useChange(owner, ({ ruleId, settings }: { ruleId: string | undefined; settings: RuleSettings }) =>
    ruleId
      ? call<typeof changeOwnRule>('PUT', at(owner, '/rules/:ruleId'), { params: { ruleId }, body: settings })
      : call<typeof addOwnRule>('POST', at(owner, '/rules'), { body: settings }),
  )

export const useRemoveRule = (owner: NoticeOwner) =>
  useChange(owner, (ruleId: string) => call<typeof removeOwnRule>('DELETE', at(owner, '/rules/:ruleId'), { params: { ruleId } }))

export const ledgerRows = 50
export type LedgerFilter = { search?: string; state?: LedgerWindow['state']; issueId?: string; channelId?: string; userId?: string }

export const ledgerQuery = (owner: NoticeOwner, filter: LedgerFilter, window: number) =>
  queryOptions({
    queryKey: ['notifications', owner, 'ledger', filter, window],
    queryFn: ({ signal }) => {
      const query = { ...filter, offset: window * ledgerRows, limit: ledgerRows }
      return owner === 'own'
        ? call<typeof readOwnLedger>('GET', '/api/notifications/own/ledger', { query, signal })
        : call<typeof readPartnerLedger>('GET', '/api/notifications/partner/ledger', { query, signal })
    },
    refetchInterval: 10_000,
    placeholderData: keepPreviousData,
  })

export const attemptsQuery = (entryId: string) =>
  queryOptions({
    queryKey: ['notifications', 'attempts', entryId],
    queryFn: ({ signal }) =>
      call<typeof readAttempts>('GET', '/api/notifications/ledger/:entryId/attempts', { params: { entryId }, signal }),
  })

export const peopleQuery = queryOptions({
  queryKey: ['notifications', 'people'],
  queryFn: ({ signal }) => call<typeof listPeople>('GET', '/api/notifications/partner/people', { signal }),
})

/** Without a person: why the caller got none. */
export const silenceQuery = (issueId: string, userId: string | undefined) =>
  queryOptions({
    queryKey: ['notifications', 'why', issueId, userId],
    queryFn: ({ signal }) =>
      userId
        ? call<typeof explainSilence>('GET', '/api/notifications/partner/why', { query: { issueId, userId }, signal })
        : call<typeof explainOwnSilence>('GET', '/api/notifications/own/why', { query: { issueId }, signal }),
    enabled: issueId !== '',
    gcTime: 0,
  })
