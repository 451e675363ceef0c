// Microsoft's rates: what the last minute used of each, who waits, and where Microsoft asks to wait. On Settings > Synchronisation.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { Rate, RateLimit } from '../../../contract/rates.ts'
import { useFormat } from '../../i18n/format.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { When } from '../../ui/When.tsx'
import { allowedInMinute, periodOf, rateKinds, rateStandingOf } from './rate-state.ts'

const useStyles = makeStyles({
  list: { display: 'grid' },
  rate: {
    display: 'grid',
    gridTemplateColumns: 'minmax(180px, 1fr) minmax(200px, 2fr) minmax(180px, 1fr)',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXXL}`,
    alignItems: 'start',
    padding: '10px 0',
    ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
    '@media (max-width: 767px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  part: { display: 'grid', gap: '4px', minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  figure: { fontVariantNumeric: 'tabular-nums' },
  track: { height: '6px', borderRadius: '3px', overflow: 'hidden', backgroundColor: tokens.colorNeutralStroke2 },
  bar: { height: '100%', borderRadius: '3px', backgroundColor: tokens.colorCompoundBrandBackground, transition: 'width 200ms ease-out' },
})

export function RateList({ rates }: { rates: readonly Rate[] }) {
  const styles = useStyles()
  return (
    <ul className={styles.list}>
      {rates.map((rate) => (
        <li key={`${rate.api} ${rate.resource}`} className={styles.rate} data-rate={rate.resource}>
          <Name rate={rate} />
          <Use rate={rate} />
          <Standing rate={rate} />
        </li>
      ))}
    </ul>
  )
}

/** Of the features there are; another has Microsoft's own word. */
const named = [
  'customer',
  'subscription',
  'serviceCommunications',
  'directory',
  'delegatedAdmin',
  'consent',
  'mail',
  'profile',
  'relationship',
  'webhook',
  'webhookValidation',
  'changeNotifications',
] as const

function Name({ rate: { api, resource } }: { rate: Rate }) {
  const styles = useStyles()
  const { t } = useTranslation('sync')
  const known = named.find((name) => name === resource)
  return (
    <div className={styles.part}>
      <span>{known ? t(`rates.resource.${known}`) : resource}</span>
      <span className={styles.quiet}>{t(`rates.api.${api}`)}</span>
    </div>
  )
}

function Use({ rate }: { rate: Rate }) {
  const styles = useStyles()
  const { t } = useTranslation('sync')
  const allowed = allowedInMinute(rate)
  const used = rate.usedInMinute
  const words = allowed === null ? t('rates.used', { count: used }) : t('rates.usedOf', { used, allowed })
  return (
    <div className={styles.part}>
      <span className={styles.figure}>{words}</span>
      {allowed !== null && (
        <div className={styles.track} aria-hidden>
          <div className={styles.bar} style={{ width: `${Math.min(100, (100 * used) / Math.max(1, allowed))}%` }} />
        </div>
      )}
      <Limits rate={rate} />
    </div>
  )
}

function Limits({ rate: { documented, learnedPerMinute } }: { rate: Rate }) {
  const styles = useStyles()
  const { t } = useTranslation('sync')
  const format = useFormat()
  const words = (limit: RateLimit) => t(`rates.limit.${periodOf(limit)}`, { most: limit.most, seconds: limit.seconds })
  const of = (per: RateLimit['per']) => format.list(documented.filter((limit) => limit.per === per).map(words))
  const lines = [
    of('tenant') && t('rates.perTenant', { limits: of('tenant') }),
    of('application') && t('rates.perAll', { limits: of('application') }),
    documented.length === 0 && t('rates.undocumented'),
    learnedPerMinute !== null && t('rates.learned', { perMinute: Math.round(learnedPerMinute) }),
  ].filter((line) => typeof line === 'string' && line !== '')
  return lines.map((line) => (
    <span key={String(line)} className={styles.quiet}>
      {line}
    </span>
  ))
}

function Standing({ rate }: { rate: Rate }) {
  const styles = useStyles()
  const { t } = useTranslation('sync')
  const standing = rateStandingOf(rate)
  const count = standing === 'waiting' ? rate.waiting : rate.refusedInMinute
  return (
    <div className={styles.part}>
      <StatusBadge kind={rateKinds[standing]} text={t(`rates.state.${standing}`, { count })} />
      {rate.pausedUntil && (
        <span className={mergeClasses(styles.quiet, styles.figure)}>
          {rate.pausedTenants > 0 && `${t('rates.pausedTenants', { count: rate.pausedTenants })} · `}
          {t('rates.until')} <When at={rate.pausedUntil} focusable />
        </span>
      )}
    </div>
  )
}
