// Links into every admin center of one customer, as delegated administrator, each in a new tab. On the card and on the customer's page.
import { makeStyles, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { AdminCenterLink, CustomerRow } from '../../../contract/customers.ts'
import { useMay } from '../../api/session.ts'
import { SkeletonBar } from '../../ui/Skeletons.tsx'
import { StatusShape } from '../../ui/StatusBadge.tsx'
import { nameOfCenter } from './admin-centers.ts'
import { noEntryReason } from './delegation-state.ts'

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(156px, 1fr))',
    gap: '4px',
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    minHeight: '36px',
    padding: '2px 8px 2px 4px',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':hover span:last-child': { textDecorationLine: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  letters: {
    display: 'grid',
    placeItems: 'center',
    flexShrink: 0,
    width: '28px',
    height: '28px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground2,
    fontSize: '11px',
    fontWeight: tokens.fontWeightSemibold,
    letterSpacing: '-0.02em',
  },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  why: { display: 'flex', alignItems: 'flex-start', gap: '6px', color: tokens.colorNeutralForeground2, '& svg': { marginTop: '2px' } },
})

type AdminCenterLinksProps = { customer: CustomerRow; links: readonly AdminCenterLink[] | undefined }

export function AdminCenterLinks({ customer, links }: AdminCenterLinksProps) {
  const styles = useStyles()
  const { t } = useTranslation(['customers', 'common'])
  const reason = noEntryReason(customer, useMay('customers.enter'))
  if (reason)
    return (
      <p className={styles.why}>
        <StatusShape kind="off" />
        {t(`enter.not.${reason}`)}
      </p>
    )
  if (!links)
    return (
      <div className={styles.list} role="status" aria-label={t('loading', { ns: 'common' })}>
        {Array.from({ length: 6 }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike and never move.
          <SkeletonBar key={at} height="28px" />
        ))}
      </div>
    )
  return (
    <ul className={styles.list}>
      {links.map(({ center, href }) => {
        const { name, letters } = nameOfCenter(center)
        return (
          <li key={center}>
            <a
              className={styles.link}
              href={href}
              target="_blank"
              rel="noreferrer"
              title={`${name} – ${t('opensNewTab', { ns: 'common' })}`}
            >
              <span className={styles.letters} aria-hidden="true">
                {letters}
              </span>
              <span className={styles.name}>{name}</span>
            </a>
          </li>
        )
      })}
    </ul>
  )
}
