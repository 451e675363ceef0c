// How many customers an issue has hit over time, as a stepped area, with one sentence that says it. On the page of an issue.
import { makeStyles, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { IssueDetails } from '../../../contract/service-health.ts'
import { useFormat } from '../../i18n/format.ts'
import { extentPath } from './extent-path.ts'

const useStyles = makeStyles({
  root: { display: 'grid', gap: '4px' },
  plot: { position: 'relative', height: '96px', borderBottom: `1px solid ${tokens.colorNeutralStroke1}` },
  drawing: { display: 'block', width: '100%', height: '100%', overflow: 'visible' },
  area: { fill: tokens.colorNeutralForeground3, fillOpacity: 0.16 },
  line: { fill: 'none', stroke: tokens.colorNeutralForeground2, strokeWidth: '1.5px', vectorEffect: 'non-scaling-stroke' },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  ends: { display: 'flex', justifyContent: 'space-between', gap: '8px', whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' },
})

type ExtentChartProps = { extent: IssueDetails['extent']; now: string; stillOpen: boolean }

export function ExtentChart({ extent, now, stillOpen }: ExtentChartProps) {
  const styles = useStyles()
  const { t } = useTranslation('serviceHealth')
  const format = useFormat()
  const first = extent[0]
  const last = extent.at(-1)
  if (!first || !last) return null
  const most = Math.max(...extent.map(({ affected }) => affected))
  const says = t('issue.extentSays', { most, now: last.affected })
  // What goes on is drawn up to now; what is over up to its last change.
  const until = stillOpen ? now : last.at
  const { line, area } = extentPath(extent, until, most)
  return (
    <div className={styles.root}>
      {extent.length > 1 && (
        <>
          <div className={styles.plot}>
            <svg className={styles.drawing} viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={says}>
              <title>{says}</title>
              <path className={styles.area} d={area} />
              <path className={styles.line} d={line} />
            </svg>
          </div>
          <div className={`${styles.ends} ${styles.quiet}`} aria-hidden="true">
            <span>{format.dateTime(first.at)}</span>
            <span>{format.dateTime(until)}</span>
          </div>
        </>
      )}
      <p className={styles.quiet}>{says}</p>
    </div>
  )
}
