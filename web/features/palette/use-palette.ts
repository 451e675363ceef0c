// The state of the search for everything: the text, what was found, which row is marked and what the keys do.
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../api/session.ts'
import { showToast } from '../../ui/toasts.tsx'
import { type PalettePage, type PaletteRow, paletteIssuesQuery, paletteQuery, paletteRows } from './palette-rows.ts'

/** Long enough to skip letters typed in one go, short enough not to be felt. */
const pauseMs = 60

export function usePalette(pages: readonly PalettePage[], onClose: () => void) {
  const [text, setText] = useState('')
  const search = usePaused(text.trim())
  const found = useQuery(paletteQuery(search))
  const issues = useQuery(paletteIssuesQuery(search))
  const [mark, setMark] = useState({ row: 0, action: false })
  const [hasty, setHasty] = useState<'open' | 'enter'>()
  const mayEnter = useMay('customers.enter')
  const open = useOpenRow(onClose)
  const rows = paletteRows(search, { customers: found.data, issues: issues.data?.rows }, pages)
  const marked = rows[Math.min(mark.row, rows.length - 1)]
  const canEnter = (row: PaletteRow | undefined) =>
    mayEnter && row?.kind === 'customer' && row.customer.delegation === 'active' && !row.customer.departedAt

  const settled = text.trim() === search && !found.isFetching && !issues.isFetching
  const run = (enter: boolean) => marked && open(marked, enter && Boolean(canEnter(marked)))
  const runHasty = useEffectEvent(() => hasty && run(hasty === 'enter'))
  useEffect(() => {
    if (settled) runHasty()
  }, [settled])

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const atEnd = event.currentTarget.selectionStart === text.length
    if (step) setMark({ row: (Math.min(mark.row, rows.length - 1) + step + rows.length) % Math.max(rows.length, 1), action: false })
    else if (event.key === 'ArrowRight' && atEnd && canEnter(marked)) setMark({ ...mark, action: true })
    else if (event.key === 'ArrowLeft' && mark.action) setMark({ ...mark, action: false })
    else if (event.key === 'Enter') {
      const enter = mark.action || event.ctrlKey || event.metaKey
      // Someone faster than the answer means what they typed, not what is still listed for the letters before.
      if (settled) run(enter)
      else setHasty(enter ? 'enter' : 'open')
    } else return
    event.preventDefault()
  }
  const type = (typed: string) => {
    setText(typed)
    setHasty(undefined)
    setMark({ row: 0, action: false })
  }
  return { text, type, search, found, rows, marked, onAction: mark.action && canEnter(marked), canEnter, open, onKeyDown }
}

/** Opens a row; `enter` goes straight to the customer's admin center in a new tab. */
function useOpenRow(onClose: () => void) {
  const router = useRouter()
  const { t } = useTranslation('frame')
  // What another page has in its address is none of the list's business.
  const onList = () => router.state.location.pathname === '/customers'
  return (row: PaletteRow, enter = false) => {
    onClose()
    if (row.kind === 'page' && row.page.external) window.open(row.page.to, '_blank', 'noreferrer')
    else if (row.kind === 'page') void router.navigate({ to: row.page.to })
    else if (row.kind === 'all') void router.navigate({ to: '/customers', search: { view: 'all', search: row.search } })
    else if (row.kind === 'issue') void router.navigate({ to: '/service-health/issues/$issueId', params: { issueId: row.issue.issueId } })
    else if (enter) {
      window.open(adminCenterAddress(row.customer.tenantId), '_blank', 'noreferrer')
      showToast({ text: t('delegatedSession') })
    } else void router.navigate({ to: '/customers', search: (before) => ({ ...(onList() && before), card: row.customer.tenantId }) })
  }
}

export const adminCenterAddress = (tenantId: string) => `/go/${tenantId}/microsoft365`

function usePaused(value: string): string {
  const [paused, setPaused] = useState(value)
  useEffect(() => {
    // Clearing shows at once; only typing is worth waiting for.
    const timer = setTimeout(() => setPaused(value), value === '' ? 0 : pauseMs)
    return () => clearTimeout(timer)
  }, [value])
  return paused
}
