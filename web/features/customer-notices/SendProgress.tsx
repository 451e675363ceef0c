// How far a sending is, and each failure with its reason, the mail server's words, and another try. Entered by SendDialog.
import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Notice, Progress } from '../../../contract/customer-notices.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { useRetryNotice } from './customer-notices.data.ts'

const useStyles = makeStyles({
  progress: { display: 'grid', gap: tokens.spacingVerticalXS },
  bar: { width: '100%', height: '6px', accentColor: tokens.colorBrandBackground },
  note: { color: tokens.colorNeutralForeground2 },
  failures: {
    display: 'grid',
    gap: tokens.spacingVerticalM,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    maxHeight: '40dvh',
    overflow: 'auto',
  },
  failure: { display: 'grid', gap: '4px', paddingTop: tokens.spacingVerticalS, borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  name: { fontWeight: tokens.fontWeightSemibold },
  again: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalS },
  address: { flex: '1 1 200px', minWidth: 0 },
})

export function SendProgress({ progress, issueId }: { progress: Progress; issueId: string }) {
  const styles = useStyles()
  const { t } = useTranslation('customerNotices')
  const { total, sent, waiting, failed, failures } = progress
  useToldAnew(issueId, sent)
  return (
    <>
      <div className={styles.progress}>
        <p role="status">{t('progress.sent', { sent, total })}</p>
        {waiting > 0 && (
          <>
            <progress className={styles.bar} value={total - waiting} max={total} aria-label={t('progress.label')} />
            <p className={styles.note}>{t('progress.goesOn')}</p>
          </>
        )}
      </div>
      {failed > 0 && (
        <>
          <StatusBadge kind="danger" text={t('progress.failed', { count: failed })} />
          <ul className={styles.failures}>
            {failures.map((notice) => (
              <Failure key={`${notice.noticeId} ${notice.settledAt}`} notice={notice} />
            ))}
          </ul>
          {failures.length < failed && <p className={styles.note}>{t('progress.first', { count: failures.length, failed })}</p>}
        </>
      )}
    </>
  )
}

function Failure({ notice }: { notice: Notice }) {
  const styles = useStyles()
  const { t } = useTranslation('customerNotices')
  const [address, setAddress] = useState(notice.address ?? '')
  const { mutate, isPending, error } = useRetryNotice()
  return (
    <li className={styles.failure}>
      <span className={styles.name}>{notice.customer}</span>
      {notice.failure && <span>{t(`failure.${notice.failure}`)}</span>}
      {notice.said && <span className={styles.note}>{t('failure.said', { said: notice.said })}</span>}
      <div className={styles.again}>
        <Field className={styles.address} label={t('message.address')}>
          <Input type="email" value={address} maxLength={254} onChange={(_, { value }) => setAddress(value)} />
        </Field>
        <Button
          disabledFocusable={isPending || !address.trim()}
          onClick={() => !isPending && address.trim() && mutate({ noticeId: notice.noticeId, address: address.trim() })}
        >
          {t('failure.again')}
        </Button>
      </div>
      {error && <ErrorPanel error={error} bare />}
    </li>
  )
}

/** The list behind follows as more are told. */
function useToldAnew(issueId: string, sent: number): void {
  const queries = useQueryClient()
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each that is sent.
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: ['customer-notices', 'issue', issueId] })
    void queries.invalidateQueries({ queryKey: ['customer-notices', 'told'] })
  }, [sent])
}
