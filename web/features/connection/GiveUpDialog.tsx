// Asks before the integration account is given up, and says what stops. Opened by AccountState.
import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { useForgetAccount } from './connection.data.ts'

const useStyles = makeStyles({ note: { color: tokens.colorNeutralForeground2 } })

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
  const buttons = (
    <>
      <Button appearance="primary" disabledFocusable={isPending} onClick={giveUp}>
        {t('giveUp.do')}
      </Button>
      <Button onClick={onClose}>{t('giveUp.keep')}</Button>
    </>
  )
  return (
    <Dialog title={t('giveUp.title')} buttons={buttons} onClose={onClose}>
      <p>{t('giveUp.what')}</p>
      <p className={styles.note}>{t('giveUp.safe')}</p>
      {error && <ErrorPanel error={error} bare />}
    </Dialog>
  )
}
