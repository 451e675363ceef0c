// At the limit of flagged customers (S63, S64, D7): names the one that would drop and offers to keep it. Loaded when needed by use-marks.tsx.
import { Button } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { FlagWouldDrop } from '../../../contract/customers.ts'
import { useFormat } from '../../i18n/format.ts'
import { Modal } from '../../ui/Modal.tsx'
import { useDialogStyles } from './dialog.styles.ts'

type FlagDropDialogProps = { name: string; wouldDrop: FlagWouldDrop; onDrop: () => void; onKeep: () => void }

export function FlagDropDialog({ name, wouldDrop, onDrop, onKeep }: FlagDropDialogProps) {
  const styles = useDialogStyles()
  const { t } = useTranslation('customers')
  const format = useFormat()
  const { limit, name: dropped, flaggedAt } = wouldDrop
  return (
    <Modal label={t('flagDrop.title', { limit })} className={styles.dialog} onClose={onKeep}>
      <div className={styles.body}>
        <h2 className={styles.title}>{t('flagDrop.title', { limit })}</h2>
        <p>
          {t('flagDrop.who', { name, dropped })}{' '}
          <span title={format.exact(flaggedAt)}>{t('flagDrop.since', { date: format.date(flaggedAt) })}</span>
        </p>
        <p className={styles.note}>{t('flagDrop.note', { dropped })}</p>
        <div className={styles.buttons}>
          <Button appearance="primary" onClick={onDrop}>
            {t('flagDrop.drop', { dropped })}
          </Button>
          <Button onClick={onKeep}>{t('flagDrop.keep', { dropped })}</Button>
        </div>
      </div>
    </Modal>
  )
}
