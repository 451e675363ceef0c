// The progress line of a running synchronisation: "31,000 of about 100,000 · about 40 s left" over a bar. Entered by SyncFreshness.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { progressOf, roundedWait } from './sync-state.ts'

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gap: '4px',
    width: 'min(340px, 100%)',
    minHeight: '32px',
    alignContent: 'center',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontVariantNumeric: 'tabular-nums',
  },
  words: { display: 'flex', flexWrap: 'wrap', gap: `0 ${tokens.spacingHorizontalXS}` },
  track: { height: '4px', borderRadius: '2px', overflow: 'hidden', backgroundColor: tokens.colorNeutralStroke2 },
  bar: { height: '100%', borderRadius: '2px', backgroundColor: tokens.colorCompoundBrandBackground, transition: 'width 400ms ease-out' },
  unknown: {
    width: '30%',
    animationName: { from: { transform: 'translateX(-100%)' }, to: { transform: 'translateX(340%)' } },
    animationDuration: '1.8s',
    animationTimingFunction: 'ease-in-out',
    animationIterationCount: 'infinite',
  },
})

type Progress = { seen: number; expected: number | null; secondsLeft: number | null }

export function SyncProgress({ progress, first }: { progress: Progress; first: boolean }) {
  const styles = useStyles()
  const { t } = useTranslation('sync')
  const { seen, expected, secondsLeft } = progress
  const done = progressOf(progress)
  const wait = roundedWait(secondsLeft)
  const count = expected ? t('seenOf', { seen, expected }) : t('seen', { seen })
  const left = wait && (wait.unit === 'seconds' ? t('secondsLeft', { count: wait.count }) : t('minutesLeft', { count: wait.count }))
  return (
    <div className={styles.root}>
      <div className={styles.words}>
        <span>{first ? t('firstRunning') : t('running')}</span>
        <span>{left ? `${count} · ${left}` : count}</span>
      </div>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={first ? t('firstRunning') : t('running')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={done === null ? undefined : Math.round(done * 100)}
        aria-valuetext={count}
      >
        <div
          className={mergeClasses(styles.bar, done === null && styles.unknown)}
          style={done === null ? undefined : { width: `${done * 100}%` }}
        />
      </div>
    </div>
  )
}
