// Sending to one customer or many: confirmed where it is many, then how far it is, then what failed, why, and again. Entered by TellBoard.
import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { sendNotices } from '../../../contract/customer-notices.ts'
import type { CallOptions } from '../../api/client.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { progressQuery, useSendNotices } from './customer-notices.data.ts'
import { SendProgress } from './SendProgress.tsx'
import type { Told } from './WhatIsTold.tsx'

const useStyles = makeStyles({ note: { color: tokens.colorNeutralForeground2 } })

export type SendPlan = Told & {
  to: CallOptions<typeof sendNotices>['body']['to']
  customers: number
  withoutAddress: number
  toldBefore: number
  /** Of the one customer, where it is one. */
  name: string | undefined
}

type SendDialogProps = { issueId: string; plan: SendPlan; onClose: () => void; onSent: () => void }

export function SendDialog({ issueId, plan, onClose, onSent }: SendDialogProps) {
  const styles = useStyles()
  const { t } = useTranslation(['customerNotices', 'common'])
  // The key of this one intention: whatever is clicked how often, each customer gets one mail.
  const key = useRef(crypto.randomUUID()).current
  const { mutate, isPending, isSuccess, error } = useSendNotices(issueId)
  const { data: progress } = useQuery(progressQuery(key, isSuccess))
  const send = () => mutate({ key, kind: plan.kind, words: plan.words, to: plan.to }, { onSuccess: onSent })
  const atOnce = plan.customers === 1 && plan.toldBefore === 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens; for one customer the click itself was the order.
  useEffect(() => {
    if (atOnce) send()
  }, [])
  const title = plan.name ? t('send.titleOne', { name: plan.name }) : t('send.title', { count: plan.customers })
  const buttons = (
    <>
      {progress ? (
        <Button appearance="primary" onClick={onClose}>
          {t('common:close')}
        </Button>
      ) : (
        <>
          <Button appearance="primary" disabledFocusable={isPending} onClick={() => !isPending && send()}>
            {isPending ? t('send.sending') : t('send.confirm', { count: plan.customers })}
          </Button>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
        </>
      )}
    </>
  )
  return (
    <Dialog title={title} buttons={buttons} onClose={onClose}>
      {progress ? (
        <SendProgress progress={progress} issueId={issueId} />
      ) : (
        <>
          <p>{t('send.what', { kind: t(`kind.${plan.kind}`), count: plan.customers })}</p>
          {plan.withoutAddress > 0 && <p className={styles.note}>{t('send.withoutAddress', { count: plan.withoutAddress })}</p>}
          {plan.toldBefore > 0 && <p className={styles.note}>{t('send.toldBefore', { count: plan.toldBefore })}</p>}
        </>
      )}
      {error && <ErrorPanel error={error} onRetry={send} bare />}
    </Dialog>
  )
}
