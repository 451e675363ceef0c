// How many customers there are and how one may act for them; each figure leads to the list behind it.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Home } from '../../../contract/home.ts'
import { delegationStates, endsSoonDays } from '../../features/customers/contract-values.ts'
import { delegationKind } from '../../features/customers/delegation-state.ts'
import { useFormat } from '../../i18n/format.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useLinkStyles } from '../../ui/link-styles.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Tile } from '../../ui/Tile.tsx'

const useStyles = makeStyles({
  count: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: '6px' },
  total: {
    fontSize: tokens.fontSizeHero800,
    lineHeight: tokens.lineHeightHero800,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
    letterSpacing: '-0.02em',
  },
  caption: { color: tokens.colorNeutralForeground2 },
  row: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    minHeight: '32px',
    padding: '0 8px',
    margin: '0 -8px',
    borderRadius: tokens.borderRadiusMedium,
    color: 'inherit',
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  rest: { marginTop: '6px', paddingTop: '6px', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  number: { fontVariantNumeric: 'tabular-nums' },
})

export function CustomersTile({ totals }: { totals: Home['totals'] }) {
  const styles = useStyles()
  const link = useLinkStyles()
  const { t } = useTranslation(['home', 'common'])
  const format = useFormat()
  if (totals.customers === 0) {
    return (
      <Tile title={t('customers')}>
        <EmptyState size="small" title={t('customers.none')}>
          {t('customers.noneWhy')}
        </EmptyState>
      </Tile>
    )
  }
  const manage = (
    <Link to="/customers" className={mergeClasses(link.link, link.strong)}>
      {t('customers.manage')}
    </Link>
  )
  return (
    <Tile title={t('customers')} foot={manage}>
      <p className={styles.count}>
        <span className={styles.total}>{format.number(totals.customers)}</span>{' '}
        <span className={styles.caption}>{t('customers.byDelegation', { count: totals.customers })}</span>
      </p>
      <ul>
        {delegationStates
          .filter((state) => state !== 'unknown' || totals.delegation.unknown > 0)
          .map((state) => (
            <li key={state}>
              <Link to="/customers" search={{ view: 'all', delegation: state }} className={styles.row}>
                <StatusBadge
                  kind={delegationKind({ delegation: state, delegationEndsAt: null }, 0)}
                  text={t(`common:delegation.${state}`)}
                />
                <span className={styles.number}>{format.number(totals.delegation[state] ?? 0)}</span>
              </Link>
            </li>
          ))}
      </ul>
      <Attention totals={totals} />
    </Tile>
  )
}

/** What someone may want to act on, apart from the states, into which these customers are counted already. */
function Attention({ totals }: { totals: Home['totals'] }) {
  const styles = useStyles()
  const { t } = useTranslation('home')
  const format = useFormat()
  if (totals.expiringSoon === 0 && totals.departed === 0) return null
  return (
    <ul className={styles.rest}>
      {totals.expiringSoon > 0 && (
        <li>
          <Link to="/customers" search={{ view: 'all', endsWithin: String(endsSoonDays), sort: 'delegation' }} className={styles.row}>
            <StatusBadge kind="warning" text={t('customers.expiringSoon', { days: endsSoonDays })} />
            <span className={styles.number}>{format.number(totals.expiringSoon)}</span>
          </Link>
        </li>
      )}
      {totals.departed > 0 && (
        <li>
          <Link to="/customers" search={{ view: 'all', departed: '1' }} className={styles.row}>
            <StatusBadge kind="off" text={t('customers.departed')} />
            <span className={styles.number}>{format.number(totals.departed)}</span>
          </Link>
        </li>
      )}
    </ul>
  )
}
