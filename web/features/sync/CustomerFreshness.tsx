// B6: how fresh each thing known of one customer is, what failed and what to do, and reading it all now. On the card and the page of a customer.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PullFailure, PullState } from '../../../contract/pulls.ts'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { When } from '../../ui/When.tsx'
import { AskButton } from './AskButton.tsx'
import { areAlike, causeOf, shared } from './by-cause.ts'
import { freshnessKinds, freshnessOf, wantedOf } from './customer-freshness.ts'
import { Mend } from './PullFailures.tsx'
import { customerPullsQuery } from './pulls.data.ts'
import { useWhenOver } from './use-when-over.ts'

const whileReadingMs = 1_000

const useStyles = makeStyles({
  root: { display: 'grid', gap: tokens.spacingVerticalS, gridTemplateColumns: 'minmax(0, 1fr)' },
  thing: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: `2px ${tokens.spacingHorizontalM}`,
    padding: '6px 0',
    ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  whole: { flexBasis: '100%', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  now: { '@media print': { display: 'none' } },
})

type CustomerFreshnessProps = {
  tenantId: string
  /** What can be done about these failures right here; it says when the customer's readings have been asked for. */
  mend: (failures: readonly PullFailure[], onMended: () => void) => ReactNode
}

export function CustomerFreshness({ tenantId, mend }: CustomerFreshnessProps) {
  const styles = useStyles()
  const { t } = useTranslation(['sync', 'common'])
  const [askedAt, setAskedAt] = useState<{ tenantId: string; at: number }>()
  const asked = askedAt?.tenantId === tenantId ? askedAt.at : undefined
  const reads = (states: readonly PullState[] | undefined) => states?.some((state) => freshnessOf(state, Date.now(), asked) === 'reading')
  const { data, error, refetch } = useQuery({
    ...customerPullsQuery(tenantId),
    ...(asked !== undefined && {
      refetchInterval: ({ state }: { state: { data?: { resources: PullState[] } | undefined } }) =>
        reads(state.data?.resources) ? whileReadingMs : false,
    }),
  })
  const queries = useQueryClient()
  // Whatever else the page shows of the customer may have changed.
  useWhenOver(
    reads(data?.resources) ?? false,
    () => void queries.invalidateQueries({ predicate: ({ queryKey: [subject] }) => subject !== 'sync' && subject !== 'session' }),
  )
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} bare />
  if (!data) return <SkeletonLines count={3} label={t('common:loading')} />
  const wanted = wantedOf(data.resources)
  const onAsk = () => setAskedAt({ tenantId, at: Date.now() })
  const failures = data.resources
    .filter((state) => freshnessOf(state, Date.now(), asked) === 'failing')
    .flatMap(({ failure }) => failure ?? [])
  const together = shared(failures)
  return (
    <div className={styles.root}>
      <ul aria-label={t('customer.title')} aria-busy={reads(data.resources) || undefined}>
        {data.resources.map((state) => (
          <Thing key={state.resource} state={state} asked={asked} together={together} />
        ))}
      </ul>
      {together.map((failure) => (
        <div key={causeOf(failure)} className={styles.whole}>
          <Mend failure={failure} />
        </div>
      ))}
      {mend(failures, onAsk)}
      {wanted.length > 0 && (
        <div className={styles.now}>
          <AskButton
            ask={{ resources: wanted, customers: { tenantIds: [tenantId] } }}
            text={t('customer.now')}
            label={t('customer.nowOf')}
            onAsk={onAsk}
          />
        </div>
      )}
    </div>
  )
}

type ThingProps = {
  state: PullState
  asked: number | undefined
  /** What is said below for several things at once. */
  together: readonly PullFailure[]
}

function Thing({ state, asked, together }: ThingProps) {
  const styles = useStyles()
  const { t } = useTranslation('sync')
  const { resource, goodAt, failure, failures } = state
  const freshness = freshnessOf(state, Date.now(), asked)
  return (
    <li className={styles.thing} data-resource={resource} data-freshness={freshness}>
      <span>{t(`pulls.resource.${resource}`)}</span>
      <StatusBadge kind={freshnessKinds[freshness]} text={t(`customer.state.${freshness}`)} />
      {(goodAt || state.wanted) && (
        <p className={mergeClasses(styles.quiet, styles.whole)}>
          {goodAt && (
            <>
              {t('customer.read')} <When at={goodAt} focusable />
              {state.wanted && ' · '}
            </>
          )}
          {freshness === 'failing' && `${t('customer.failures', { count: failures })} · `}
          {state.wanted && <Next state={state} failing={freshness === 'failing'} />}
        </p>
      )}
      {freshness === 'closed' && <span className={styles.whole}>{t('customer.closedWhy')}</span>}
      {freshness === 'failing' && failure && !together.some((other) => areAlike(other, failure)) && (
        <div className={styles.whole}>
          <Mend failure={failure} />
        </div>
      )}
    </li>
  )
}

/** When it is read next; at once where its turn has come. */
function Next({ state: { dueAt }, failing }: { state: PullState; failing: boolean }) {
  const { t } = useTranslation('sync')
  return (
    <>
      {t(failing ? 'customer.again' : 'customer.next')} {Date.parse(dueAt) <= Date.now() ? t('pulls.now') : <When at={dueAt} focusable />}
    </>
  )
}
