// The bar at the top: launcher, name, the way into the search for everything, help, language, theme and accounts.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { AlertRegular } from '@fluentui/react-icons/svg/alert'
import { NavigationRegular } from '@fluentui/react-icons/svg/navigation'
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { AccountButton } from '../../features/accounts/AccountButton.tsx'
import { useBarButtonStyles } from '../../ui/bar-button-styles.ts'
import { LanguageMenu } from '../../ui/LanguageMenu.tsx'
import { ThemeMenu } from '../../ui/ThemeMenu.tsx'
import { AppLauncher } from './AppLauncher.tsx'
import { onMac } from './use-search-key.ts'

const narrow = '@media (max-width: 767px)'

const useStyles = makeStyles({
  root: {
    gridColumn: '1 / -1',
    // Menus hang from the bar over the page.
    position: 'relative',
    zIndex: 40,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 560px) minmax(0, 1fr)',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: '0 4px',
    backgroundColor: tokens.colorBrandBackgroundPressed,
    color: tokens.colorNeutralForegroundOnBrand,
    [narrow]: { gridTemplateColumns: 'auto 1fr auto', gap: 0 },
    '@media print': { display: 'none' },
  },
  start: { display: 'flex', alignItems: 'center', gap: '4px', minWidth: 0 },
  end: { display: 'flex', alignItems: 'center', justifyContent: 'flex-end' },
  name: { fontSize: tokens.fontSizeBase400, letterSpacing: '-0.005em' },
  onlyNarrow: { display: 'none', [narrow]: { display: 'inline-flex' } },
  onlyWide: { display: 'contents', [narrow]: { display: 'none' } },
  search: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    width: '100%',
    height: '32px',
    padding: `0 ${tokens.spacingHorizontalS}`,
    border: '1px solid transparent',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'rgb(255 255 255 / 0.14)',
    color: tokens.colorNeutralForegroundOnBrand,
    font: 'inherit',
    fontSize: tokens.fontSizeBase300,
    cursor: 'text',
    ':hover': { backgroundColor: 'rgb(255 255 255 / 0.2)' },
    ':focus-visible': { outline: '2px solid currentColor', outlineOffset: '1px' },
    '& svg': { fontSize: '18px', flexShrink: 0 },
    [narrow]: {
      width: '40px',
      height: '40px',
      justifySelf: 'end',
      justifyContent: 'center',
      backgroundColor: 'transparent',
      cursor: 'pointer',
      '& svg': { fontSize: '20px' },
    },
  },
  searchWords: {
    flexGrow: 1,
    textAlign: 'start',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    // Still the button's name where only the glass is seen.
    [narrow]: { position: 'absolute', width: '1px', height: '1px', clipPath: 'inset(50%)' },
  },
  key: { fontFamily: 'inherit', fontSize: tokens.fontSizeBase200, whiteSpace: 'nowrap', [narrow]: { display: 'none' } },
})

export function TopBar({ onMenu, onSearch }: { onMenu: () => void; onSearch: () => void }) {
  const styles = useStyles()
  const bar = useBarButtonStyles()
  const { t } = useTranslation('frame')
  const key = onMac ? '⌘ K' : t('search.key')
  return (
    <header className={styles.root}>
      <div className={styles.start}>
        <button
          type="button"
          className={mergeClasses(bar.button, styles.onlyNarrow)}
          aria-label={t('menu')}
          aria-haspopup="dialog"
          onClick={onMenu}
        >
          <NavigationRegular />
        </button>
        <AppLauncher />
        <Link to="/" className={mergeClasses(bar.button, styles.name)}>
          Tenantry
        </Link>
      </div>
      <button type="button" className={styles.search} aria-haspopup="dialog" aria-keyshortcuts="Control+K Meta+K" onClick={onSearch}>
        <SearchRegular />
        <span className={styles.searchWords}>{t('search.hint')}</span>
        <kbd className={styles.key}>{key}</kbd>
      </button>
      <div className={styles.end}>
        <div className={styles.onlyWide}>
          <Link to="/settings/notifications/ledger" className={bar.button} aria-label={t('notices')} title={t('notices')}>
            <AlertRegular />
          </Link>
          <Link to="/help" className={bar.button} aria-label={t('help')} title={t('help')}>
            <QuestionCircleRegular />
          </Link>
          <LanguageMenu />
          <ThemeMenu />
        </div>
        <AccountButton />
      </div>
    </header>
  )
}
