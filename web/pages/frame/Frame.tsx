// The frame around every page for someone signed in: top bar, left navigation, the page itself, and the search for everything.
import { makeStyles, tokens } from '@fluentui/react-components'
import { Outlet } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Palette } from '../../features/palette/Palette.tsx'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import { usePages } from './destinations.tsx'
import { Navigation } from './Navigation.tsx'
import { NavigationDrawer } from './NavigationDrawer.tsx'
import { TopBar } from './TopBar.tsx'
import { useDelegatedSessionNote } from './use-delegated-session-note.ts'
import { useNavigationFocus } from './use-navigation-focus.ts'
import { useSearchKey } from './use-search-key.ts'

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateRows: '48px auto minmax(0, 1fr)',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    height: '100dvh',
    '@media print': { display: 'block', height: 'auto' },
  },
  skip: {
    position: 'fixed',
    zIndex: 3000,
    top: '4px',
    insetInlineStart: '4px',
    padding: '8px 16px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorBrandForegroundLink,
    boxShadow: tokens.shadow16,
    fontSize: tokens.fontSizeBase300,
    ':not(:focus)': { transform: 'translateY(-200%)' },
  },
  main: {
    gridColumn: 2,
    gridRow: 3,
    minWidth: 0,
    overflow: 'auto',
    outline: 'none',
    color: tokens.colorNeutralForeground1,
    '@media (max-width: 767px)': { gridColumn: '1 / -1' },
    '@media print': { overflow: 'visible' },
  },
})

export function Frame() {
  const styles = useStyles()
  const { t } = useTranslation('frame')
  const [drawerOpen, setDrawerOpen] = useState(false)
  const [searching, setSearching] = useState(false)
  const pages = usePages()
  useSearchKey(() => setSearching(true))
  useNavigationFocus()
  useDelegatedSessionNote()
  return (
    <div className={styles.root}>
      <a href="#main" className={styles.skip}>
        {t('skip')}
      </a>
      <TopBar onMenu={() => setDrawerOpen(true)} onSearch={() => setSearching(true)} />
      <Navigation />
      <NavigationDrawer open={drawerOpen} onClose={() => setDrawerOpen(false)} />
      <ConnectionBanner />
      <main id="main" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      {searching && <Palette pages={pages} onClose={() => setSearching(false)} />}
    </div>
  )
}
