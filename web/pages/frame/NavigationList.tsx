// The entries of the left navigation, for the column and for the drawer.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { OpenRegular } from '@fluentui/react-icons/svg/open'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useOpenIncidents } from '../../features/service-health/open-incidents.data.ts'
import { type Destination, exits, useDestinations } from './destinations.tsx'

const useStyles = makeStyles({
  list: { display: 'grid', gap: '2px' },
  rule: {
    height: '1px',
    margin: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralStroke2,
    border: 'none',
  },
  entry: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    minHeight: '40px',
    padding: `0 ${tokens.spacingHorizontalXS} 0 ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    '&[aria-current="page"]': { backgroundColor: tokens.colorSubtleBackgroundSelected, fontWeight: tokens.fontWeightSemibold },
    '&[aria-current="page"]::before': {
      content: '""',
      position: 'absolute',
      insetInlineStart: 0,
      top: '10px',
      bottom: '10px',
      width: '3px',
      borderRadius: '2px',
      backgroundColor: tokens.colorBrandForeground1,
    },
    '&[aria-current="page"] svg': { color: tokens.colorBrandForeground1 },
  },
  icon: { flexShrink: 0, fontSize: '20px' },
  words: { flexGrow: 1 },
  // Drawn by the style sheet: the number is part of the link's name already.
  count: {
    '::before': {
      content: 'attr(data-count)',
      display: 'block',
      minWidth: '20px',
      marginInlineEnd: tokens.spacingHorizontalS,
      padding: '0 6px',
      borderRadius: '10px',
      backgroundColor: tokens.colorNeutralBackgroundInverted,
      color: tokens.colorNeutralForegroundInverted,
      fontSize: tokens.fontSizeBase200,
      lineHeight: '20px',
      fontWeight: tokens.fontWeightSemibold,
      fontVariantNumeric: 'tabular-nums',
      textAlign: 'center',
    },
  },
  foldedCount: {
    position: 'absolute',
    top: '2px',
    insetInlineEnd: '2px',
    '::before': { minWidth: '16px', marginInlineEnd: 0, padding: '0 4px', fontSize: '10px', lineHeight: '16px' },
  },
  away: { marginInlineEnd: tokens.spacingHorizontalS, fontSize: '16px', color: tokens.colorNeutralForeground3 },
  folded: {
    justifyContent: 'center',
    padding: 0,
    '&:hover::after, &:focus-visible::after': {
      content: 'attr(aria-label)',
      position: 'absolute',
      zIndex: 30,
      insetInlineStart: 'calc(100% + 8px)',
      padding: '4px 10px',
      borderRadius: tokens.borderRadiusMedium,
      backgroundColor: tokens.colorNeutralBackground1,
      color: tokens.colorNeutralForeground1,
      boxShadow: tokens.shadow8,
      fontWeight: tokens.fontWeightRegular,
      whiteSpace: 'nowrap',
      pointerEvents: 'none',
    },
  },
})

export function NavigationList({ folded = false, onGo }: { folded?: boolean; onGo?: () => void }) {
  const styles = useStyles()
  const openIncidents = useOpenIncidents()
  return (
    <>
      <ul className={styles.list}>
        {useDestinations().map((destination) => (
          <li key={destination.to}>
            <Entry destination={destination} folded={folded} count={destination.counts && openIncidents} onGo={onGo} />
          </li>
        ))}
      </ul>
      <hr className={styles.rule} />
      <ul className={styles.list}>
        {exits.map((destination) => (
          <li key={destination.to}>
            <Entry destination={destination} folded={folded} onGo={onGo} />
          </li>
        ))}
      </ul>
    </>
  )
}

type EntryProps = { destination: Destination; folded: boolean; count?: number; onGo?: () => void }

function Entry({ destination, folded, count = 0, onGo }: EntryProps) {
  const styles = useStyles()
  const { t } = useTranslation(['frame', 'common'])
  const label = t(destination.label)
  const named = count > 0 ? t('nav.openIncidents', { label, count }) : label
  const Icon = destination.icon
  const className = mergeClasses(styles.entry, folded && styles.folded)
  const content = (
    <>
      <Icon className={styles.icon} />
      {!folded && <span className={styles.words}>{label}</span>}
      {count > 0 && (
        <span
          className={mergeClasses(styles.count, folded && styles.foldedCount)}
          data-count={count > 99 ? '99+' : count}
          aria-hidden="true"
        />
      )}
    </>
  )
  if (destination.external) {
    const away = `${label} (${t('common:opensNewTab')})`
    return (
      <a
        href={destination.to}
        target="_blank"
        rel="noreferrer"
        className={className}
        aria-label={away}
        title={folded ? undefined : away}
        onClick={onGo}
      >
        {content}
        {!folded && <OpenRegular className={styles.away} />}
      </a>
    )
  }
  return (
    <Link
      to={destination.to}
      className={className}
      aria-label={folded || count > 0 ? named : undefined}
      title={count > 0 && !folded ? named : undefined}
      activeOptions={{ exact: destination.to === '/', includeSearch: false }}
      onClick={onGo}
    >
      {content}
    </Link>
  )
}
