// B1: what the server finds out about a customer that is not seen. Entered by AbsencePanel.
import { queryOptions } from '@tanstack/react-query'
import type { explainAbsence } from '../../../contract/absence.ts'
import { call } from '../../api/client.ts'

/** Microsoft is asked each time, so an answer is kept for a while; a synchronisation makes it old. */
const freshMs = 5 * 60_000

export const absenceQuery = (text: string, microsoft: 'ifNeeded' | 'too') =>
  queryOptions({
    queryKey: ['customers', 'absence', text, microsoft],
    queryFn: ({ signal }) => call<typeof explainAbsence>('GET', '/api/customers/absence', { query: { text, microsoft }, signal }),
    enabled: text !== '',
    staleTime: freshMs,
    retry: false,
  })
