// Telling affected customers as the browser sees it: whom, with which message, how far a sending is, what was told, and the templates.
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type {
  listAffectedCustomers,
  listNotices,
  Notice,
  prepareMessage,
  readProgress,
  readTellOverview,
  recordNotice,
  retryNotice,
  sendNotices,
} from '../../../contract/customer-notices.ts'
import type {
  changeNoticeLanguage,
  changeTemplate,
  Message,
  NoticeKind,
  NoticeLanguage,
  previewTemplate,
  readTemplates,
  resetTemplate,
} from '../../../contract/notice-templates.ts'
import { type CallOptions, call } from '../../api/client.ts'

export const windowRows = 100
const all = ['customer-notices'] as const

export const tellQuery = (issueId: string) =>
  queryOptions({
    queryKey: [...all, 'issue', issueId],
    queryFn: ({ signal }) => call<typeof readTellOverview>('GET', '/api/customer-notices/issues/:issueId', { params: { issueId }, signal }),
  })

export type Only = 'all' | 'flagged' | 'notTold' | 'withoutAddress'
export type Narrow = { search: string; only: Only }

export const affectedQuery = (issueId: string, narrow: Narrow, window: number) =>
  queryOptions({
    queryKey: [...all, 'issue', issueId, 'customers', narrow, window],
    queryFn: ({ signal }) =>
      call<typeof listAffectedCustomers>('GET', '/api/customer-notices/issues/:issueId/customers', {
        params: { issueId },
        query: { ...narrow, offset: window * windowRows, limit: windowRows },
        signal,
      }),
  })

export type Asked = { tenantId: string; kind: NoticeKind; language: NoticeLanguage; words: { meanwhile: string; nextUpdate: string } }

export const messageQuery = (issueId: string, asked: Asked | undefined) =>
  queryOptions({
    queryKey: [...all, 'message', issueId, asked],
    queryFn: ({ signal }) =>
      call<typeof prepareMessage>('POST', '/api/customer-notices/issues/:issueId/message', {
        params: { issueId },
        body: asked as Asked,
        signal,
      }),
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
  })

export const noticesQuery = (of: { issueId?: string; tenantId?: string }, limit: number) =>
  queryOptions({
    queryKey: [...all, 'told', of, limit],
    queryFn: ({ signal }) => call<typeof listNotices>('GET', '/api/customer-notices', { query: { ...of, limit }, signal }),
    placeholderData: keepPreviousData,
  })

/** While something waits, it is looked at again and again. */
export const progressQuery = (key: string, started = true) =>
  queryOptions({
    queryKey: [...all, 'progress', key],
    queryFn: ({ signal }) => call<typeof readProgress>('GET', '/api/customer-notices/mails/:key', { params: { key }, signal }),
    refetchInterval: ({ state }) => (state.data && state.data.waiting === 0 ? false : 1_000),
    enabled: started,
    staleTime: 500,
  })

/** What is shown of an issue and of customers follows from what was told. */
function useToldAnew() {
  const queries = useQueryClient()
  return (issueId: string) => {
    void queries.invalidateQueries({ queryKey: [...all, 'issue', issueId] })
    void queries.invalidateQueries({ queryKey: [...all, 'told'] })
  }
}

export function useSendNotices(issueId: string) {
  const queries = useQueryClient()
  const toldAnew = useToldAnew()
  return useMutation({
    mutationFn: (body: CallOptions<typeof sendNotices>['body']) =>
      call<typeof sendNotices>('POST', '/api/customer-notices/issues/:issueId/mails', { params: { issueId }, body }),
    onSuccess: (progress) => {
      queries.setQueryData(progressQuery(progress.key).queryKey, progress)
      toldAnew(issueId)
    },
  })
}

export function useRetryNotice() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ noticeId, address }: { noticeId: string; address: string }) =>
      call<typeof retryNotice>('POST', '/api/customer-notices/:noticeId/retry', { params: { noticeId }, body: { address } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [...all, 'progress'] }),
  })
}

export function useRecordNotice(issueId: string) {
  const toldAnew = useToldAnew()
  return useMutation({
    mutationFn: (body: CallOptions<typeof recordNotice>['body']): Promise<Notice> =>
      call<typeof recordNotice>('POST', '/api/customer-notices/issues/:issueId/records', { params: { issueId }, body }),
    onSuccess: () => toldAnew(issueId),
  })
}

export const templatesQuery = queryOptions({
  queryKey: [...all, 'templates'],
  queryFn: ({ signal }) => call<typeof readTemplates>('GET', '/api/customer-notices/templates', { signal }),
})

type Which = { kind: NoticeKind; language: NoticeLanguage }

export const previewQuery = (template: Which & Message) =>
  queryOptions({
    queryKey: [...all, 'preview', template],
    queryFn: ({ signal }) => call<typeof previewTemplate>('POST', '/api/customer-notices/templates/preview', { body: template, signal }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  })

type TemplateChange =
  | ({ change: 'save' } & Which & Message)
  | ({ change: 'reset' } & Which)
  | { change: 'language'; language: NoticeLanguage }

export function useChangeTemplates() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: applyChange,
    onSuccess: (templates) => {
      queries.setQueryData(templatesQuery.queryKey, templates)
      void queries.invalidateQueries({ queryKey: [...all, 'message'] })
      void queries.invalidateQueries({ queryKey: [...all, 'issue'] })
    },
  })
}

function applyChange(wanted: TemplateChange) {
  if (wanted.change === 'language')
    return call<typeof changeNoticeLanguage>('PUT', '/api/customer-notices/language', { body: { language: wanted.language } })
  const { kind, language } = wanted
  const path = '/api/customer-notices/templates/:kind/:language'
  if (wanted.change === 'reset') return call<typeof resetTemplate>('DELETE', path, { params: { kind, language } })
  return call<typeof changeTemplate>('PUT', path, { params: { kind, language }, body: { subject: wanted.subject, body: wanted.body } })
}
