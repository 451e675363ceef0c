// The last days of a service as small bars, a taller one for a worse day, with a title on each. In words for who listens; where it is large,
// for who has no pointer as well.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { HealthDay } from '../../../contract/service-health.ts'
import { useFormat } from '../../i18n/format.ts'
import { healthKinds } from '../../ui/health-states.ts'
import { StatusShape } from '../../ui/StatusBadge.tsx'
import { daySpans } from './day-spans.ts'

const useStyles = makeStyles({
  root: { display: 'flex', alignItems: 'flex-end', gap: '2px', height: '20px', width: '100%', minWidth: 0 },
  large: { height: '44px', gap: '4px' },
  wide: { maxWidth: 'none' },
  /** As high as the whole line, so that the pointer finds a low bar too. */
  day: { flex: '1 1 0', maxWidth: '14px', minWidth: '2px', height: '100%', display: 'flex', alignItems: 'flex-end' },
  bar: { width: '100%', borderRadius: '1.5px', forcedColorAdjust: 'none' },
  healthy: { height: '28%', backgroundColor: tokens.colorStatusSuccessBorder1 },
  advisory: { height: '62%', backgroundColor: tokens.colorStatusWarningForeground3 },
  incident: { height: '100%', backgroundColor: tokens.colorStatusDangerForeground1 },
  unknown: { height: '2px', backgroundColor: tokens.colorNeutralStroke1 },
  told: { display: 'flex', gap: '6px', margin: `${tokens.spacingVerticalS} 0 0` },
  ends: {
    display: 'flex',
    justifyContent: 'space-between',
    marginTop: '4px',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
})

export function HealthTimeline({ days, large }: { days: readonly HealthDay[]; large?: boolean }) {
  const styles = useStyles()
  const { t } = useTranslation(['serviceHealth', 'common'])
  const format = useFormat()
  const nameOf = (day: HealthDay) => t('days.day', { date: format.date(noon(day.day)), state: t(`common:health.${day.state}`) })
  const incidents = days.filter(({ state }) => state === 'incident').length
  const advisories = days.filter(({ state }) => state === 'advisory').length
  const sentence = incidents + advisories === 0 ? t('days.quiet') : t('days.sentence', { incidents, advisories })
  const troubled = (['incident', 'advisory'] as const).flatMap((state) => {
    const spans = daySpans(days, state).map(({ from, to }) => format.dates(noon(from), noon(to)))
    return spans.length > 0 ? [{ state, words: t('common:labelled', { name: t(`common:health.${state}`), value: spans.join(', ') }) }] : []
  })
  const said = t('days.label', { sentence })
  const bars = (
    <div
      role="img"
      aria-label={large ? said : [said, ...troubled.map(({ words }) => words)].join('. ')}
      className={mergeClasses(styles.root, large && styles.large)}
    >
      {days.map((day) => (
        <span key={day.day} className={mergeClasses(styles.day, large && styles.wide)} title={nameOf(day)} data-state={day.state}>
          <span className={mergeClasses(styles.bar, styles[day.state])} />
        </span>
      ))}
    </div>
  )
  if (!large) return bars
  return (
    <div>
      {bars}
      <div className={styles.ends} aria-hidden="true">
        <span>{t('days.first')}</span>
        <span>{t('days.last')}</span>
      </div>
      {troubled.map(({ state, words }) => (
        <p key={state} className={styles.told}>
          <StatusShape kind={healthKinds[state]} />
          <span>{words}</span>
        </p>
      ))}
    </div>
  )
}

/** A day as an instant that lies on it in every inhabited zone but the outermost. */
const noon = (day: string): string => `${day}T12:00:00Z`
