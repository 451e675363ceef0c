// The left navigation as a column, which can be folded to icons; the choice is remembered in this browser.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { PanelLeftContractRegular } from '@fluentui/react-icons/svg/panel-left-contract'
import { PanelLeftExpandRegular } from '@fluentui/react-icons/svg/panel-left-expand'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useBarButtonStyles } from '../../ui/bar-button-styles.ts'
import { NavigationList } from './NavigationList.tsx'

const useStyles = makeStyles({
  root: {
    gridColumn: 1,
    gridRow: '2 / -1',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    width: '240px',
    padding: '8px',
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground3,
    '@media (max-width: 767px)': { display: 'none' },
    '@media print': { display: 'none' },
  },
  open: { overflowY: 'auto' },
  // The label of a folded entry stands outside the column, so nothing may be cut off there.
  folded: { position: 'relative', zIndex: 30, width: '56px' },
  foot: { marginTop: 'auto' },
})

const storageKey = 'tenantry-navigation'

function readFolded(): boolean {
  try {
    return localStorage.getItem(storageKey) === 'folded'
  } catch {
    return false
  }
}

export function Navigation() {
  const styles = useStyles()
  const bar = useBarButtonStyles()
  const { t } = useTranslation('frame')
  const [folded, setFolded] = useState(readFolded)
  const toggle = () => {
    setFolded(!folded)
    try {
      localStorage.setItem(storageKey, folded ? 'open' : 'folded')
    } catch {}
  }
  const label = t(folded ? 'nav.unfold' : 'nav.fold')
  return (
    <nav className={mergeClasses(styles.root, folded ? styles.folded : styles.open)} aria-label={t('nav.label')}>
      <NavigationList folded={folded} />
      <div className={styles.foot}>
        <button
          type="button"
          className={mergeClasses(bar.button, bar.onPage)}
          aria-expanded={!folded}
          aria-label={label}
          title={label}
          onClick={toggle}
        >
          {folded ? <PanelLeftExpandRegular /> : <PanelLeftContractRegular />}
        </button>
      </div>
    </nav>
  )
}
