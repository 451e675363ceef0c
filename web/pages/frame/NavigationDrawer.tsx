// The left navigation on a narrow screen: a drawer over the page, with what the top bar has no room for.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { AlertRegular } from '@fluentui/react-icons/svg/alert'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useBarButtonStyles } from '../../ui/bar-button-styles.ts'
import { LanguageMenu } from '../../ui/LanguageMenu.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { ThemeMenu } from '../../ui/ThemeMenu.tsx'
import { NavigationList } from './NavigationList.tsx'

const useStyles = makeStyles({
  drawer: {
    inset: '0 auto 0 0',
    width: 'min(300px, 86vw)',
    height: '100dvh',
    maxHeight: '100dvh',
    padding: '8px',
    borderRadius: 0,
    backgroundColor: tokens.colorNeutralBackground3,
    animationName: { from: { transform: 'translateX(-24px)', opacity: 0 }, to: { transform: 'none', opacity: 1 } },
  },
  head: { display: 'flex', justifyContent: 'space-between', alignItems: 'center', marginBottom: '8px' },
  foot: { display: 'flex', gap: '4px', marginTop: tokens.spacingVerticalL },
})

export function NavigationDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const styles = useStyles()
  const bar = useBarButtonStyles()
  const { t } = useTranslation(['frame', 'common'])
  if (!open) return null
  const button = mergeClasses(bar.button, bar.onPage)
  return (
    <Modal label={t('nav.label')} className={styles.drawer} onClose={onClose}>
      <div className={styles.head}>
        <button type="button" className={button} aria-label={t('common:close')} onClick={onClose}>
          <DismissRegular />
        </button>
      </div>
      <nav aria-label={t('nav.label')}>
        <NavigationList onGo={onClose} />
      </nav>
      <div className={styles.foot}>
        <Link to="/settings/notifications/ledger" className={button} aria-label={t('notices')} title={t('notices')} onClick={onClose}>
          <AlertRegular />
        </Link>
        <Link to="/help" className={button} aria-label={t('help')} title={t('help')} onClick={onClose}>
          <QuestionCircleRegular />
        </Link>
        <LanguageMenu place="page" />
        <ThemeMenu place="page" />
      </div>
    </Modal>
  )
}
