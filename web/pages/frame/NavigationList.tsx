// The entries of the left navigation, for the column and for the drawer.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { OpenRegular } from '@fluentui/react-icons/svg/open'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
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
  return (
    <>
      <ul className={styles.list}>
        {useDestinations().map((destination) => (
          <li key={destination.to}>
            <Entry destination={destination} folded={folded} onGo={onGo} />
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

function Entry({ destination, folded, onGo }: { destination: Destination; folded: boolean; onGo?: () => void }) {
  const styles = useStyles()
  const { t } = useTranslation(['frame', 'common'])
  const label = t(destination.label)
  const Icon = destination.icon
  const className = mergeClasses(styles.entry, folded && styles.folded)
  const content = (
    <>
      <Icon className={styles.icon} />
      {!folded && <span className={styles.words}>{label}</span>}
    </>
  )
  if (destination.external) {
    const named = `${label} (${t('common:opensNewTab')})`
    return (
      <a
        href={destination.to}
        target="_blank"
        rel="noreferrer"
        className={className}
        aria-label={named}
        title={folded ? undefined : named}
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
      aria-label={folded ? label : undefined}
      activeOptions={{ exact: destination.to === '/', includeSearch: false }}
      onClick={onGo}
    >
      {content}
    </Link>
  )
}
