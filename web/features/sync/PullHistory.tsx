// What was read lately, newest first: the lists, and each resource by itself, as one is read far more often than another. On Settings >
// Synchronisation.
import { makeStyles, tokens } from '@fluentui/react-components'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PullResource, PullSweep } from '../../../contract/pulls.ts'
import type { SyncRun } from '../../../contract/sync.ts'
import { useFormat } from '../../i18n/format.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { StatusBadge, type StatusKind } from '../../ui/StatusBadge.tsx'
import { ToggleChip } from '../../ui/ToggleChip.tsx'
import { When } from '../../ui/When.tsx'
import { everyResource } from './customer-freshness.ts'
import { Mend } from './PullFailures.tsx'

const useStyles = makeStyles({
  // They break into lines: the whole choice is in sight on a phone, too.
  parts: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, margin: 0, padding: 0, border: 'none' },
  list: { display: 'grid' },
  entry: {
    display: 'grid',
    gridTemplateColumns: 'minmax(140px, 2fr) minmax(120px, 2fr) minmax(0, 5fr)',
    gap: `2px ${tokens.spacingHorizontalL}`,
    alignItems: 'baseline',
    padding: '8px 0',
    ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
    '@media (max-width: 767px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  quiet: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  whole: { gridColumn: '1 / -1' },
})

type Outcome = { word: 'stopped' | 'reading' | 'died' | 'partly' | 'good'; kind: StatusKind }

function outcomeOf({ failure, running, endedAt, failed }: PullSweep): Outcome {
  if (failure) return { word: 'stopped', kind: 'danger' }
  if (running) return { word: 'reading', kind: 'pending' }
  if (endedAt === null) return { word: 'died', kind: 'unknown' }
  return failed > 0 ? { word: 'partly', kind: 'warning' } : { word: 'good', kind: 'healthy' }
}

const runOutcomes: Record<SyncRun['outcome'], Outcome> = {
  running: { word: 'reading', kind: 'pending' },
  complete: { word: 'good', kind: 'healthy' },
  failed: { word: 'stopped', kind: 'danger' },
}

type PullHistoryProps = { sweeps: readonly PullSweep[]; runs: readonly SyncRun[] }

export function PullHistory({ sweeps, runs }: PullHistoryProps) {
  const styles = useStyles()
  const { t } = useTranslation('sync')
  const [chosen, setChosen] = useState<'lists' | PullResource>('lists')
  const parts = [
    { key: 'lists' as const, label: t('lists.title') },
    ...everyResource.map((resource) => ({ key: resource, label: t(`pulls.resource.${resource}`) })),
  ]
  const entries =
    chosen === 'lists'
      ? runs.map((run) => <Run key={run.startedAt} run={run} />)
      : sweeps.filter(({ resource }) => resource === chosen).map((sweep) => <Sweep key={sweep.startedAt} sweep={sweep} />)
  return (
    <>
      <fieldset className={styles.parts} aria-label={t('pulls.history')}>
        {parts.map(({ key, label }) => (
          <ToggleChip key={key} on={key === chosen} label={label} onToggle={() => setChosen(key)} />
        ))}
      </fieldset>
      {entries.length > 0 ? (
        <ol className={styles.list} data-history={chosen}>
          {entries}
        </ol>
      ) : (
        <EmptyState size="small" title={t('pulls.noHistory')}>
          {t(chosen === 'lists' ? 'runs.noneWhy' : 'pulls.noHistoryWhy')}
        </EmptyState>
      )}
    </>
  )
}

function Run({ run: { startedAt, outcome, failure, ...run } }: { run: SyncRun }) {
  const { t } = useTranslation('sync')
  const moved = [
    run.added > 0 && t('runs.added', { count: run.added }),
    run.changed > 0 && t('pulls.sweep.changed', { count: run.changed }),
    run.departed > 0 && t('runs.departed', { count: run.departed }),
    run.returned > 0 && t('runs.returned', { count: run.returned }),
  ]
  const counts = [
    ...(moved.some(Boolean) ? moved : [t('pulls.sweep.changed', { count: 0 })]),
    run.skippedRecords > 0 && t('pulls.sweep.unreadable', { count: run.skippedRecords }),
  ]
  return <Entry at={startedAt} outcome={runOutcomes[outcome]} counts={counts} more={failure && <p>{t(`failed.${failure.code}`)}</p>} />
}

function Sweep({ sweep }: { sweep: PullSweep }) {
  const { t } = useTranslation('sync')
  const counts = [
    t('pulls.sweep.good', { count: sweep.good }),
    t('pulls.sweep.changed', { count: sweep.changed }),
    sweep.failed > 0 && t('pulls.sweep.failed', { count: sweep.failed }),
    sweep.unreadable > 0 && t('pulls.sweep.unreadable', { count: sweep.unreadable }),
    sweep.throttled > 0 && t('pulls.sweep.throttled', { count: sweep.throttled }),
  ]
  return <Entry at={sweep.startedAt} outcome={outcomeOf(sweep)} counts={counts} more={sweep.failure && <Mend failure={sweep.failure} />} />
}

type EntryProps = { at: string; outcome: Outcome; counts: (string | false)[]; more: ReactNode }

function Entry({ at, outcome: { word, kind }, counts, more }: EntryProps) {
  const styles = useStyles()
  const { t } = useTranslation('sync')
  const format = useFormat()
  return (
    <li className={styles.entry}>
      <When at={at} className={styles.quiet} />
      <StatusBadge kind={kind} text={t(`pulls.outcome.${word}`)} />
      <span className={styles.quiet}>{format.list(counts.filter((text) => text !== false))}</span>
      {more && <div className={styles.whole}>{more}</div>}
    </li>
  )
}
