// One resource over all customers: its state, how many were read, how fresh they are. On Settings > Synchronisation.
import { makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PullResourceState } from '../../../contract/pulls.ts'
import { useFormat } from '../../i18n/format.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Tile } from '../../ui/Tile.tsx'
import { When } from '../../ui/When.tsx'
import { AskButton } from './AskButton.tsx'
import { standingKinds, standingOf } from './pull-state.ts'

const useStyles = makeStyles({
  figure: { fontVariantNumeric: 'tabular-nums', color: tokens.colorNeutralForeground2 },
  large: { fontSize: tokens.fontSizeHero700, lineHeight: tokens.lineHeightHero700, fontWeight: tokens.fontWeightSemibold },
  track: { height: '6px', borderRadius: '3px', overflow: 'hidden', backgroundColor: tokens.colorNeutralStroke2 },
  bar: { height: '100%', borderRadius: '3px', backgroundColor: tokens.colorCompoundBrandBackground, transition: 'width 200ms ease-out' },
  facts: {
    display: 'grid',
    gap: tokens.spacingVerticalXS,
    '& dt': { color: tokens.colorNeutralForeground2 },
    '& dd': { margin: 0, textAlign: 'end', whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' },
  },
  pair: { display: 'flex', justifyContent: 'space-between', gap: tokens.spacingHorizontalM },
  note: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
})

export function PullTile({ state }: { state: PullResourceState }) {
  const styles = useStyles()
  const { t } = useTranslation('sync')
  const format = useFormat()
  const standing = standingOf(state)
  const { resource, customers, good, closed } = state
  const name = t(`pulls.resource.${resource}`)
  const read = customers - state.never
  const ask = (
    <AskButton
      ask={{ resources: [resource], customers: { all: true } }}
      text={t('pulls.readAll')}
      label={t('pulls.readAllOf', { what: name })}
    />
  )
  return (
    <Tile title={name} foot={customers > 0 ? ask : undefined}>
      {/* Below the name in every tile, so that they read across whatever the length of the names. */}
      <StatusBadge kind={standingKinds[standing]} text={t(`pulls.standing.${standing}`)} />
      <p className={styles.figure}>
        <span className={styles.large}>{format.number(good)}</span> {t('pulls.goodOf', { customers })}
      </p>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={Math.max(1, customers)}
        aria-valuenow={read}
        aria-valuetext={t('pulls.triedOf', { read, customers })}
      >
        <div className={styles.bar} style={{ width: `${customers > 0 ? (100 * read) / customers : 0}%` }} />
      </div>
      <Facts state={state} />
      {closed > 0 && <p className={styles.note}>{t('pulls.closed', { count: closed })}</p>}
    </Tile>
  )
}

function Facts({ state }: { state: PullResourceState }) {
  const styles = useStyles()
  const { t } = useTranslation('sync')
  const format = useFormat()
  const when = (at: string | null): ReactNode => (at ? <When at={at} focusable /> : t('pulls.notYet'))
  const facts: [string, ReactNode][] = [
    [t('pulls.failing'), format.number(state.failing)],
    [t('pulls.due'), format.number(state.due)],
    [t('pulls.rate'), t('pulls.aMinute', { count: state.readLastMinute })],
    [t('pulls.newest'), when(state.newestGoodAt)],
    [t('pulls.oldest'), when(state.oldestGoodAt)],
    [t('pulls.next'), state.due > 0 ? t('pulls.now') : when(state.nextDueAt)],
  ]
  return (
    <dl className={styles.facts}>
      {facts.map(([term, fact]) => (
        <div key={term} className={styles.pair}>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  )
}
