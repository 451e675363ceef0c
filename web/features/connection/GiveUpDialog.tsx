// Asks before the integration account is given up, and says what stops. Opened by AccountState.
import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { useForgetAccount } from './connection.data.ts'

const useStyles = makeStyles({
  dialog: {
    inset: 0,
    margin: 'auto',
    width: 'min(480px, calc(100vw - 32px))',
    height: 'fit-content',
    maxHeight: 'calc(100dvh - 32px)',
    overflow: 'auto',
  },
  body: { display: 'grid', gap: tokens.spacingVerticalM, padding: tokens.spacingHorizontalXXL, lineHeight: tokens.lineHeightBase300 },
  title: { margin: 0, fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500, fontWeight: tokens.fontWeightSemibold },
  note: { color: tokens.colorNeutralForeground2 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, marginTop: tokens.spacingVerticalS },
})

export function GiveUpDialog({ onClose }: { onClose: () => void }) {
  const styles = useStyles()
  const { t } = useTranslation('connection')
  const { mutate, isPending, error } = useForgetAccount()
  const giveUp = () =>
    mutate(undefined, {
      onSuccess: () => {
        showToast({ text: t('giveUp.done') })
        onClose()
      },
    })
  return (
    <Modal label={t('giveUp.title')} className={styles.dialog} onClose={onClose}>
      <div className={styles.body}>
        <h2 className={styles.title}>{t('giveUp.title')}</h2>
        <p>{t('giveUp.what')}</p>
        <p className={styles.note}>{t('giveUp.safe')}</p>
        {error && <ErrorPanel error={error} bare />}
        <div className={styles.buttons}>
          <Button appearance="primary" disabledFocusable={isPending} onClick={giveUp}>
            {t('giveUp.do')}
          </Button>
          <Button onClick={onClose}>{t('giveUp.keep')}</Button>
        </div>
      </div>
    </Modal>
  )
}
