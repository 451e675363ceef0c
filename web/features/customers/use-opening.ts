// What opening a customer sets off: the visit is counted (S66), and details that are old are read again from Microsoft. Entered by card and page.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { CustomerCard } from '../../../contract/customers.ts'
import { useMay } from '../../api/session.ts'
import { cardQuery, useRecordVisit, useRefreshCustomer } from './customers.data.ts'
import { useSettled } from './use-settled.ts'

/** Walking over a row with the arrow keys is no visit until one stays. */
const walkedDwellMs = 1_500
/** A held arrow key must not read every customer it passes. */
const walkedReadMs = 150
const detailsFreshMs = 60 * 60_000

export type OpenedBy = 'choice' | 'walk'

export type Opening = {
  card: CustomerCard | undefined
  /** The visit before this one, however often the card is read again meanwhile. */
  lastVisitAt: string | null | undefined
  error: Error | null
  retry: () => void
  refresh: { running: boolean; error: Error | null; run: () => void }
}

export function useOpening(tenantId: string, openedBy: OpenedBy): Opening {
  const walked = openedBy === 'walk'
  const settled = useSettled(tenantId, walked ? walkedReadMs : 0)
  const stayed = useSettled(tenantId, walked ? walkedDwellMs : 0)
  const { data: card, error, refetch } = useQuery({ ...cardQuery(tenantId), enabled: settled })
  const refresh = useRefreshCustomer()
  useVisit(tenantId, { stayed, answered: card !== undefined || error !== null })
  const lastVisitAt = useFirstSeen(tenantId, card?.lastVisitAt)
  useStaleRefresh(tenantId, stayed ? card : undefined, refresh.mutate)
  const mine = refresh.variables === tenantId
  return {
    card,
    lastVisitAt,
    error,
    retry: () => void refetch(),
    refresh: { running: mine && refresh.isPending, error: mine ? refresh.error : null, run: () => refresh.mutate(tenantId) },
  }
}

/** The first value known for a customer, kept while that customer is open. */
function useFirstSeen<V>(tenantId: string, value: V | undefined): V | undefined {
  const [seen, setSeen] = useState<{ tenantId: string; value: V }>()
  const known = seen?.tenantId === tenantId
  if (!known && value !== undefined) setSeen({ tenantId, value })
  return known ? seen.value : value
}

/** Each customer is counted once: when the card is here, which tells of the visit before, or when one leaves without waiting for it. */
function useVisit(tenantId: string, { stayed, answered }: { stayed: boolean; answered: boolean }): void {
  const record = useRecordVisit()
  const counted = useRef('')
  useEffect(() => {
    if (!stayed) return
    const count = () => {
      if (counted.current === tenantId) return
      counted.current = tenantId
      record(tenantId)
    }
    if (answered) count()
    return count
  }, [tenantId, stayed, answered, record])
}

function useStaleRefresh(tenantId: string, card: CustomerCard | undefined, refresh: (tenantId: string) => void): void {
  const may = useMay('customers.refresh')
  const asked = useRef('')
  useEffect(() => {
    if (!may || !card || card.departedAt || card.tenantId !== tenantId || asked.current === tenantId) return
    const fresh = card.detailsReadAt !== null && Date.now() - Date.parse(card.detailsReadAt) < detailsFreshMs
    if (fresh) return
    asked.current = tenantId
    refresh(tenantId)
  }, [may, card, tenantId, refresh])
}
