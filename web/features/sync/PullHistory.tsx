// The last sweeps, newest first: what each read, changed and missed. On Settings > Synchronisation.
import { makeStyles, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { PullSweep } from '../../../contract/pulls.ts'
import { useFormat } from '../../i18n/format.ts'
import { StatusBadge, type StatusKind } from '../../ui/StatusBadge.tsx'
import { When } from '../../ui/When.tsx'
import { Mend } from './PullFailures.tsx'

const useStyles = makeStyles({
  list: { display: 'grid' },
  what: { display: 'flex', flexWrap: 'wrap', columnGap: '8px' },
  sweep: {
    display: 'grid',
    gridTemplateColumns: 'minmax(140px, 3fr) minmax(120px, 2fr) minmax(0, 4fr)',
    gap: `2px ${tokens.spacingHorizontalL}`,
    alignItems: 'baseline',
    padding: '8px 0',
    ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
    '@media (max-width: 767px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  quiet: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  whole: { gridColumn: '1 / -1' },
})

function outcomeOf({ failure, running, endedAt, failed }: PullSweep): {
  word: 'stopped' | 'reading' | 'died' | 'partly' | 'good'
  kind: StatusKind
} {
  if (failure) return { word: 'stopped', kind: 'danger' }
  if (running) return { word: 'reading', kind: 'pending' }
  if (endedAt === null) return { word: 'died', kind: 'unknown' }
  return failed > 0 ? { word: 'partly', kind: 'warning' } : { word: 'good', kind: 'healthy' }
}

export function PullHistory({ sweeps }: { sweeps: readonly PullSweep[] }) {
  const styles = useStyles()
  const { t } = useTranslation('sync')
  const format = useFormat()
  return (
    <ol className={styles.list}>
      {sweeps.map((sweep) => {
        const { word, kind } = outcomeOf(sweep)
        const counts = [
          t('pulls.sweep.good', { count: sweep.good }),
          t('pulls.sweep.changed', { count: sweep.changed }),
          sweep.failed > 0 && t('pulls.sweep.failed', { count: sweep.failed }),
          sweep.unreadable > 0 && t('pulls.sweep.unreadable', { count: sweep.unreadable }),
          sweep.throttled > 0 && t('pulls.sweep.throttled', { count: sweep.throttled }),
        ].filter((text) => text !== false)
        return (
          <li key={`${sweep.resource} ${sweep.startedAt}`} className={styles.sweep}>
            <span className={styles.what}>
              <span>{t(`pulls.resource.${sweep.resource}`)}</span> <When at={sweep.startedAt} className={styles.quiet} />
            </span>
            <StatusBadge kind={kind} text={t(`pulls.outcome.${word}`)} />
            <span className={styles.quiet}>{format.list(counts)}</span>
            {sweep.failure && (
              <div className={styles.whole}>
                <Mend failure={sweep.failure} />
              </div>
            )}
          </li>
        )
      })}
    </ol>
  )
}
