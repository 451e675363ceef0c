// At the limit of flagged customers (S63, S64, D7): names who would drop and offers to keep them. Loaded when needed by use-marks.tsx.
import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { FlagWouldDrop } from '../../../contract/flags.ts'
import { useFormat } from '../../i18n/format.ts'
import { Dialog } from '../../ui/Dialog.tsx'

const useStyles = makeStyles({
  drops: { margin: 0, paddingLeft: '20px', maxHeight: '40dvh', overflow: 'auto' },
  note: { color: tokens.colorNeutralForeground2 },
})

type FlagDropDialogProps = { name: string; wouldDrop: FlagWouldDrop; onDrop: () => void; onKeep: () => void }

export function FlagDropDialog({ name, wouldDrop, onDrop, onKeep }: FlagDropDialogProps) {
  const styles = useStyles()
  const { t } = useTranslation('customers')
  const format = useFormat()
  const { limit, flagged, drops } = wouldDrop
  const count = drops.length
  const dropped = drops[0]?.name ?? ''
  // A list so long that it scrolls must do so by the keyboard as well.
  const tabIndex = count > 5 ? 0 : undefined
  const buttons = (
    <>
      <Button appearance="primary" onClick={onDrop}>
        {t('flagDrop.drop', { count, dropped })}
      </Button>
      <Button onClick={onKeep}>{t('flagDrop.keep', { count, dropped })}</Button>
    </>
  )
  return (
    <Dialog title={t('flagDrop.title', { flagged })} buttons={buttons} onClose={onKeep}>
      <p>{t('flagDrop.who', { count, name, limit })}</p>
      <ul className={styles.drops} tabIndex={tabIndex}>
        {drops.map(({ tenantId, name: each, flaggedAt }) => (
          <li key={tenantId}>
            {each}, <span title={format.exact(flaggedAt)}>{t('flagDrop.since', { date: format.date(flaggedAt) })}</span>
          </li>
        ))}
      </ul>
      <p className={styles.note}>{t('flagDrop.note', { count, dropped })}</p>
    </Dialog>
  )
}
