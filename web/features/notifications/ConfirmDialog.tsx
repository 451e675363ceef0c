// Asks before something is removed or replaced, and says what goes with it. Entered by ChannelItem and RuleItem.
import { Button } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'

type ConfirmDialogProps = {
  title: string
  /** The verb on its button. */
  act: string
  children: ReactNode
  isPending: boolean
  error: Error | null
  onConfirm: () => void
  onClose: () => void
}

export function ConfirmDialog({ title, act, children, isPending, error, onConfirm, onClose }: ConfirmDialogProps) {
  const { t } = useTranslation('common')
  const buttons = (
    <>
      <Button appearance="primary" disabledFocusable={isPending} onClick={() => !isPending && onConfirm()}>
        {act}
      </Button>
      <Button onClick={onClose}>{t('cancel')}</Button>
    </>
  )
  return (
    <Dialog title={title} buttons={buttons} onClose={onClose}>
      {children}
      {error && <ErrorPanel error={error} bare />}
    </Dialog>
  )
}
