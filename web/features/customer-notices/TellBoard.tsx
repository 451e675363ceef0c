// Telling the customers an incident hits (B3): what is told, to whom, and the message of the one chosen. Entered by the page.
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AffectedCustomer, TellOverview } from '../../../contract/customer-notices.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { AffectedTable } from './AffectedTable.tsx'
import { mostChosen } from './contract-values.ts'
import { type Narrow, tellQuery } from './customer-notices.data.ts'
import { MessagePanel } from './MessagePanel.tsx'
import { SendDialog, type SendPlan } from './SendDialog.tsx'
import { TellFilters } from './TellFilters.tsx'
import { useTellStyles } from './tell.styles.ts'
import { useAffected } from './use-affected.ts'
import { addressOf, useChosen, useDrafts } from './use-drafts.ts'
import { useSettled } from './use-settled.ts'
import { type Told, WhatIsTold } from './WhatIsTold.tsx'

type TellBoardProps = {
  overview: TellOverview
  narrow: Narrow
  onNarrow: (narrow: Narrow) => void
  templates: ReactNode
  /** Where a search finds nobody: the way to why (B1). */
  whyNotSeen: ReactNode
}

export function TellBoard({ overview, narrow, onNarrow, templates, whyNotSeen }: TellBoardProps) {
  const { issueId } = overview
  const styles = useTellStyles()
  const { t } = useTranslation('customerNotices')
  const [told, setTold] = useState<Told>(() => nothingSaid(overview))
  const list = useAffected(issueId, narrow)
  const { drafts, change } = useDrafts()
  const chosen = useChosen(list, () => showToast({ tone: 'problem', text: t('list.most', { most: mostChosen }) }))
  const [open, setOpen] = useState<AffectedCustomer>()
  const [plan, setPlan] = useState<SendPlan>()
  const current = useCurrent(list.rowAt, list.total, open)
  const settled = useSettled(told, 250)
  const plans = usePlans({ told, drafts, overview })
  if (list.error) return <ErrorPanel error={list.error} onRetry={list.retry} />
  return (
    <>
      <WhatIsTold told={told} overview={overview} onChange={setTold} templates={templates} />
      <div className={styles.board}>
        <section className={styles.box} aria-label={t('list.title')}>
          <TellFilters
            {...{ overview, narrow, onNarrow }}
            chosen={chosen.rows.size}
            onClear={chosen.clear}
            onSendChosen={() => setPlan(plans.chosen([...chosen.rows.values()]))}
            onSendAll={(everyone) => setPlan(plans.everyone(everyone))}
          />
          {list.total === 0 ? (
            <EmptyState title={t('list.nobody')} actions={narrow.search && whyNotSeen}>
              {t('list.nobodyWhy')}
            </EmptyState>
          ) : (
            <AffectedTable
              {...{ list, issueId, drafts }}
              search={narrow.search}
              selected={chosen.keys}
              onSelect={chosen.onSelect}
              current={current?.tenantId}
              onOpen={setOpen}
            />
          )}
        </section>
        {current && (
          <MessagePanel
            key={current.tenantId}
            customer={current}
            issueId={issueId}
            told={settled}
            draft={drafts.get(current.tenantId)}
            onDraft={(draft) => change(current.tenantId, draft)}
            onSend={() => setPlan(plans.chosen([current]))}
          />
        )}
      </div>
      {plan && <SendDialog issueId={issueId} plan={plan} onClose={() => setPlan(undefined)} onSent={chosen.clear} />}
    </>
  )
}

const nothingSaid = ({ kind }: TellOverview): Told => ({
  kind,
  words: { fr: { meanwhile: '', nextUpdate: '' }, en: { meanwhile: '', nextUpdate: '' } },
})

/** The one opened, as it stands now; until one is, the first of the list. */
function useCurrent(rowAt: (index: number) => AffectedCustomer | undefined, total: number | undefined, open: AffectedCustomer | undefined) {
  if (!open) return rowAt(0)
  for (let index = 0; index < Math.min(total ?? 0, 500); index++) {
    const row = rowAt(index)
    if (row?.tenantId === open.tenantId) return row
  }
  return open
}

type PlanParts = { told: Told; drafts: ReturnType<typeof useDrafts>['drafts']; overview: TellOverview }

/** What a sending is made of, as it is about to be confirmed. */
function usePlans({ told, drafts, overview }: PlanParts) {
  const { issueId } = overview
  const { data = overview } = useQuery(tellQuery(issueId))
  return {
    chosen: (rows: AffectedCustomer[]): SendPlan => ({
      ...told,
      to: {
        customers: rows.map((row) => {
          const { language, message } = drafts.get(row.tenantId) ?? {}
          const address = addressOf(row, drafts.get(row.tenantId))
          return { tenantId: row.tenantId, ...(language && { language }), ...(address && { address }), ...(message && { message }) }
        }),
      },
      customers: rows.length,
      withoutAddress: rows.filter((row) => !addressOf(row, drafts.get(row.tenantId))).length,
      toldBefore: rows.filter((row) => row.told).length,
      name: rows.length === 1 ? rows[0]?.name : undefined,
    }),
    everyone: (everyone: 'all' | 'notTold'): SendPlan => ({
      ...told,
      to: { everyone },
      customers: everyone === 'all' ? data.affected : data.affected - data.told,
      withoutAddress: everyone === 'all' ? data.withoutAddress : Math.min(data.withoutAddress, data.affected - data.told),
      toldBefore: everyone === 'all' ? data.told : 0,
      name: undefined,
    }),
  }
}
