// S23: the incidents that go on, the worst first, whom each hits, and the way to all of service health.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Home } from '../../../contract/home.ts'
import type { IssueRow } from '../../../contract/service-health.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useLinkStyles } from '../../ui/link-styles.ts'
import { StatusShape } from '../../ui/StatusBadge.tsx'
import { Tile } from '../../ui/Tile.tsx'
import { When } from '../../ui/When.tsx'

const useStyles = makeStyles({
  unknown: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '2px 8px' },
  hit: { color: tokens.colorNeutralForeground2 },
  row: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) auto',
    gap: `0 ${tokens.spacingHorizontalS}`,
    margin: '0 -8px',
    padding: '6px 8px',
    borderRadius: tokens.borderRadiusMedium,
    color: 'inherit',
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  shape: { paddingTop: '2px', lineHeight: 0 },
  // Two lines at most: on a phone one would say too little.
  title: { display: '-webkit-box', WebkitBoxOrient: 'vertical', WebkitLineClamp: 2, overflow: 'hidden' },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  number: { whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' },
  aside: { display: 'grid', justifyItems: 'end', alignContent: 'start' },
})

/** As many as leave the tile as high as the others. */
const shown = 5

/** `closed`: customers that do not let us in, whose health can never be known. */
export function IncidentsTile({ health, closed }: { health: Home['health']; closed: number }) {
  const styles = useStyles()
  const link = useLinkStyles()
  const { t } = useTranslation('home')
  const { issues, openIncidents, openAdvisories: advisories, customersAffected: customers, readAt, unknown } = health
  const rest = openIncidents - Math.min(shown, issues.length)
  const all = (
    <Link to="/service-health" search={rest > 0 ? { part: 'open', kind: 'incident' } : {}} className={mergeClasses(link.link, link.strong)}>
      {rest > 0 ? t('incidents.more', { count: rest }) : t('incidents.all')}
    </Link>
  )
  const isKnown = readAt !== null && unknown <= closed
  const read = (
    <span className={styles.quiet}>
      {readAt ? (
        <>
          {t('incidents.read')} <When at={readAt} focusable />
        </>
      ) : (
        t('incidents.notRead')
      )}
    </span>
  )
  return (
    <Tile title={t('incidents')} aside={read} foot={all}>
      {issues.length === 0 ? (
        <EmptyState
          size="small"
          icon={<StatusShape kind={isKnown ? 'healthy' : 'unknown'} />}
          title={t(isKnown ? 'incidents.none' : 'incidents.noneKnown')}
        >
          {t(isKnown ? 'incidents.noneWhy' : 'incidents.noneKnownWhy', { advisories })}
        </EmptyState>
      ) : (
        <>
          <p className={styles.hit}>{t('incidents.hit', { customers })}</p>
          <ul>
            {issues.slice(0, shown).map((issue) => (
              <li key={issue.issueId}>
                <Incident issue={issue} />
              </li>
            ))}
          </ul>
        </>
      )}
      {unknown > 0 && (
        <p className={styles.unknown}>
          <StatusShape kind="unknown" />
          <span>{t('incidents.unknown', { count: unknown })}</span>
          <Link to="/customers" search={{ view: 'all', health: 'unknown' }} className={mergeClasses(link.link, link.inText)}>
            {t('incidents.unknownWhy')}
          </Link>
        </p>
      )}
    </Tile>
  )
}

function Incident({ issue }: { issue: IssueRow }) {
  const styles = useStyles()
  const { t } = useTranslation('home')
  const { issueId, title, service, affectedNow, flaggedNow, startsAt } = issue
  return (
    <Link to="/service-health/issues/$issueId" params={{ issueId }} search={{}} className={styles.row} title={title}>
      <span className={styles.shape}>
        <StatusShape kind="danger" />
      </span>
      <span>
        <span className={styles.title} lang="en">
          {title}
        </span>
        <span className={styles.quiet}>
          {issueId} · {service}
          {startsAt && (
            <>
              {' · '}
              <When at={startsAt} />
            </>
          )}
        </span>
      </span>
      <span className={styles.aside}>
        <span className={styles.number}>{t('incidents.customers', { count: affectedNow })}</span>
        {flaggedNow > 0 && <span className={styles.quiet}>{t('incidents.flagged', { count: flaggedNow })}</span>}
      </span>
    </Link>
  )
}
