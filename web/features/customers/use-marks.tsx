// Pin and flag with everything around them: the right to flag, the dialog at the limit, toasts and undo. Entered by the pages.
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerRow } from '../../../contract/customers.ts'
import type { FlagChange, FlagWouldDrop } from '../../../contract/flags.ts'
import { ApiProblem } from '../../api/client.ts'
import { useMay } from '../../api/session.ts'
import { OnItsWay } from '../../ui/OnItsWay.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { useFlagChange, usePinChange, useUndoFlag } from './customer-marks.data.ts'

const FlagDropDialog = lazy(async () => ({ default: (await import('./FlagDropDialog.tsx')).FlagDropDialog }))

type Customer = Pick<CustomerRow, 'tenantId' | 'name' | 'flagged' | 'pinned'>

export type Marks = {
  togglePin: (customer: Customer) => void
  toggleFlag: (customer: Customer) => void
  mayFlag: boolean
}

/** `marks` stays the same object while the page lives, so that rows need not be drawn again; put `dialog` somewhere on the page. */
export function useMarks(): { marks: Marks; dialog: ReactNode } {
  const { t } = useTranslation('customers')
  const mayFlag = useMay('customers.flag')
  const pin = usePinChange()
  const tellFailure = useTellFailure()
  const { flag, dialog } = useFlagging()

  // Told by the promise, here and below: of several changes under way the callbacks of `mutate` hear of the last one alone.
  const togglePin = (customer: Customer) =>
    void pin
      .mutateAsync(customer)
      .then(({ pinned, name }) => showToast({ text: pinned ? t('pin.done', { name }) : t('pin.undone', { name }) }), tellFailure)
  const toggleFlag = (customer: Customer) => {
    if (mayFlag) void flag(customer)
    else showToast({ tone: 'problem', text: t('flag.needsGlobalAdministrator') })
  }
  const latest = useRef({ togglePin, toggleFlag })
  useEffect(() => {
    latest.current = { togglePin, toggleFlag }
  })
  const marks = useMemo(
    (): Marks => ({
      togglePin: (customer) => latest.current.togglePin(customer),
      toggleFlag: (customer) => latest.current.toggleFlag(customer),
      mayFlag,
    }),
    [mayFlag],
  )
  return { marks, dialog }
}

type Question = { customer: Customer; wouldDrop: FlagWouldDrop }

/** One question at a time. Who waits is sent again after the answer, which may have changed who would drop. */
function useQuestions(again: (customer: Customer) => void) {
  const [asked, setAsked] = useState<Question | null>(null)
  const busy = useRef(false)
  const waiting = useRef<Customer[]>([])
  const ask = (question: Question) => {
    if (busy.current) waiting.current.push(question.customer)
    else setAsked(question)
    busy.current = true
  }
  const answer = async (done?: Promise<void>) => {
    setAsked(null)
    await done
    busy.current = false
    const next = waiting.current.shift()
    if (next) again(next)
  }
  return { asked, ask, answer }
}

function useFlagging() {
  const { t } = useTranslation(['customers', 'common'])
  const change = useFlagChange()
  const undo = useUndoFlag()
  const tellFailure = useTellFailure()

  const tell = ({ changeId, customer, dropped }: FlagChange) => {
    const { name } = customer
    const text = !customer.flagged
      ? t('flag.undone', { name })
      : dropped[0]
        ? t('flag.doneDropped', { name, count: dropped.length, dropped: dropped[0].name })
        : t('flag.done', { name })
    const act = () => void undo.mutateAsync(changeId).then(() => showToast({ text: t('flag.takenBack') }), tellFailure)
    showToast({ text, action: { label: t('undo', { ns: 'common' }), act } })
  }
  const flag = (customer: Customer, drop: string[] = []): Promise<void> =>
    change.mutateAsync({ ...customer, drop }).then(tell, (error) => {
      if (error instanceof ApiProblem && error.code === 'flag_would_drop')
        ask({ customer, wouldDrop: error.problem?.context as unknown as FlagWouldDrop })
      else tellFailure(error)
    })
  const { asked, ask, answer } = useQuestions((customer) => void flag(customer))
  const dialog = asked && (
    <Suspense fallback={<OnItsWay place="over" />}>
      <FlagDropDialog
        name={asked.customer.name}
        wouldDrop={asked.wouldDrop}
        onKeep={() => void answer()}
        onDrop={() => {
          const drop = asked.wouldDrop.drops.map(({ tenantId }) => tenantId)
          void answer(flag(asked.customer, drop))
        }}
      />
    </Suspense>
  )
  return { flag, dialog }
}

function useTellFailure() {
  const { t } = useTranslation('problems')
  return (error: unknown) => {
    const code = error instanceof ApiProblem ? error.code : 'internal'
    showToast({ tone: 'problem', text: `${t(`what.${code}`)} ${t(`do.${code}`)}` })
  }
}
