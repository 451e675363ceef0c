// Microsoft's lists: how each stands, how much of it could not be read, and what to do where one fails. On Settings > Synchronisation.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { ListState, PullFailure } from '../../../contract/pulls.ts'
import { useFormat } from '../../i18n/format.ts'
import { useMend } from '../../i18n/use-mend.ts'
import { StatusBadge, type StatusKind } from '../../ui/StatusBadge.tsx'
import { When } from '../../ui/When.tsx'

const useStyles = makeStyles({
  lead: { maxWidth: '70ch', color: tokens.colorNeutralForeground2 },
  list: { display: 'grid' },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(180px, 3fr) minmax(120px, 2fr) minmax(0, 4fr)',
    gap: `2px ${tokens.spacingHorizontalL}`,
    alignItems: 'baseline',
    padding: '8px 0',
    ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
    '@media (max-width: 767px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  quiet: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  whole: { gridColumn: '1 / -1', maxWidth: '70ch' },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
})

type Standing = 'never' | 'failed' | 'partly' | 'good'
const kinds: Record<Standing, StatusKind> = { never: 'off', failed: 'danger', partly: 'warning', good: 'healthy' }

function standingOf({ triedAt, failure, unreadable }: ListState): Standing {
  if (triedAt === null) return 'never'
  if (failure) return 'failed'
  return unreadable > 0 ? 'partly' : 'good'
}

export function ListStates({ lists }: { lists: readonly ListState[] }) {
  const styles = useStyles()
  const { t } = useTranslation('sync')
  return (
    <>
      <p className={styles.lead}>{t('lists.lead')}</p>
      <ul className={styles.list}>
        {lists.map((state) => (
          <li key={state.list} className={styles.row} data-list={state.list}>
            <span>{t(`lists.name.${state.list}`)}</span>
            <StatusBadge kind={kinds[standingOf(state)]} text={t(`lists.state.${standingOf(state)}`)} />
            <Figures state={state} />
            {state.failure && <Failure failure={state.failure} />}
          </li>
        ))}
      </ul>
    </>
  )
}

function Figures({ state: { goodAt, records, unreadable } }: { state: ListState }) {
  const styles = useStyles()
  const { t } = useTranslation('sync')
  const format = useFormat()
  if (goodAt === null) return <span className={styles.quiet}>{t('lists.neverWhole')}</span>
  const counts = [t('lists.records', { count: records }), unreadable > 0 && t('lists.unreadable', { count: unreadable })]
  return (
    <span className={styles.quiet}>
      {format.list(counts.filter((text) => text !== false))} · {t('lists.whole')} <When at={goodAt} focusable />
    </span>
  )
}

/** One sentence that says what to do, Microsoft's own code, and its reference for whoever asks Microsoft. */
function Failure({ failure: { kind, cause, code, requestId } }: { failure: PullFailure }) {
  const styles = useStyles()
  const { t } = useTranslation('sync')
  const mendOf = useMend()
  return (
    <div className={styles.whole}>
      <p>
        {mendOf(cause) ?? t(`lists.mend.${kind}`)} {code && <span className={mergeClasses(styles.quiet, styles.code)}>{code}</span>}
      </p>
      {requestId && (
        <p className={styles.quiet}>
          {t('lists.reference')} <span className={styles.code}>{requestId}</span>
        </p>
      )}
    </div>
  )
}
