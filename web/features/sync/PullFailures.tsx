// What fails, grouped by cause: what to do about it, whom it concerns, when it is tried again. On Settings > Synchronisation.
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PullFailure, PullFailureGroup } from '../../../contract/pulls.ts'
import { useMend } from '../../i18n/use-mend.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { When } from '../../ui/When.tsx'
import { AskButton } from './AskButton.tsx'
import { failuresQuery } from './pulls.data.ts'

const useStyles = makeStyles({
  list: { display: 'grid', gap: tokens.spacingVerticalL },
  group: {
    display: 'grid',
    gap: tokens.spacingVerticalXS,
    ':not(:last-child)': { paddingBottom: tokens.spacingVerticalL, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  head: { display: 'flex', flexWrap: 'wrap', gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`, alignItems: 'center' },
  quiet: { color: tokens.colorNeutralForeground2 },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  words: { maxWidth: '70ch' },
  actions: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS, marginTop: tokens.spacingVerticalXS },
  names: { columns: '260px', columnGap: tokens.spacingHorizontalXL, marginTop: tokens.spacingVerticalS, '& li': { padding: '4px 0' } },
})

/** The page knows where a customer's name leads. */
export type ShowCustomer = (customer: { tenantId: string; name: string }) => ReactNode

type PullFailuresProps = {
  groups: readonly PullFailureGroup[]
  showCustomer: ShowCustomer
  /** Where the failure of a group can be mended, if that is a page of ours. */
  wayToMend: (group: PullFailureGroup) => ReactNode
}

export function PullFailures({ groups, showCustomer, wayToMend }: PullFailuresProps) {
  const styles = useStyles()
  return (
    <ul className={styles.list}>
      {groups.map((group) => (
        <li key={`${group.resource} ${group.kind} ${group.code} ${group.cause}`} className={styles.group}>
          <FailureGroup group={group} showCustomer={showCustomer} way={wayToMend(group)} />
        </li>
      ))}
    </ul>
  )
}

function FailureGroup({ group, showCustomer, way }: { group: PullFailureGroup; showCustomer: ShowCustomer; way: ReactNode }) {
  const styles = useStyles()
  const { t } = useTranslation('sync')
  const [open, setOpen] = useState(false)
  const listId = useId()
  const { resource, kind, code, customers } = group
  const overdue = Date.parse(group.nextTryAt) <= Date.now()
  return (
    <>
      <div className={styles.head}>
        <StatusBadge kind="warning" text={t(`pulls.resource.${resource}`)} />
        <strong>{t('pulls.customers', { count: customers })}</strong>
        <span className={styles.quiet}>
          {t('pulls.nextTry')} {overdue ? t('pulls.now') : <When at={group.nextTryAt} focusable />}
        </span>
      </div>
      <Mend failure={group} />
      <div className={styles.actions}>
        {way}
        <AskButton ask={{ resources: [resource], customers: { failing: { kind, code: code ?? '' } } }} text={t('pulls.tryNow')} />
        <Button size="small" appearance="subtle" aria-expanded={open} aria-controls={listId} onClick={() => setOpen(!open)}>
          {open ? t('pulls.hide') : t('pulls.show', { count: customers })}
        </Button>
      </div>
      <div id={listId}>{open && <FailingCustomers group={group} showCustomer={showCustomer} />}</div>
    </>
  )
}

/** One sentence that says what to do, and Microsoft's own code to look it up by. */
export function Mend({ failure }: { failure: Pick<PullFailure, 'kind' | 'code' | 'cause'> }) {
  const styles = useStyles()
  const { t } = useTranslation('sync')
  const mendOf = useMend()
  return (
    <p className={styles.words}>
      {mendOf(failure.cause) ?? t(`pulls.mend.${failure.kind}`)}{' '}
      {failure.code && <span className={mergeClasses(styles.quiet, styles.code)}>{failure.code}</span>}
    </p>
  )
}

function FailingCustomers({ group, showCustomer }: { group: PullFailureGroup; showCustomer: ShowCustomer }) {
  const styles = useStyles()
  const { t } = useTranslation(['sync', 'common'])
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(failuresQuery(group))
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonLines count={3} label={t('common:loading')} />
  const rows = data.pages.flatMap((page) => page.rows)
  const total = data.pages.at(-1)?.total ?? rows.length
  return (
    <>
      <ul className={styles.names}>
        {rows.map((row) => (
          <li key={row.tenantId}>{showCustomer(row)}</li>
        ))}
      </ul>
      {hasNextPage && (
        <div className={styles.actions}>
          <span className={styles.quiet}>{t('pulls.shownOf', { shown: rows.length, total })}</span>
          <Button size="small" appearance="subtle" disabledFocusable={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('pulls.more')}
          </Button>
        </div>
      )}
    </>
  )
}
