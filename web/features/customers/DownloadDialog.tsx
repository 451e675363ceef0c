// The download of the list (S31, S32, B2): this view or everything, for a spreadsheet or as data. Says exactly what the file will hold. Entered by the page.
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { exportCustomers } from '../../../contract/customers.ts'
import { addressOf } from '../../api/client.ts'
import { useDownload } from '../../api/use-download.ts'
import { currentLocale } from '../../i18n/i18n.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Choices, DownloadProgress, type Flavour, flavoursOffered } from '../../ui/download/DownloadParts.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { showToast } from '../../ui/toasts.tsx'
import type { ListQuery } from './list-state.ts'

type What = 'view' | 'everything'

export type DownloadDialogProps = {
  query: ListQuery
  /** How many customers match the view exactly; undefined where it was not asked for. */
  viewTotal: number | undefined
  everyone: number
  onClose: () => void
}

export function DownloadDialog({ query, viewTotal, everyone, onClose }: DownloadDialogProps) {
  const { t } = useTranslation(['customers', 'common'])
  const [what, setWhat] = useState<What>(viewTotal ? 'view' : 'everything')
  const [flavour, setFlavour] = useState<Flavour>('spreadsheet')
  const count = what === 'view' ? (viewTotal ?? 0) : everyone
  const { running, lines, problem, start, stop } = useDownload(() => {
    showToast({ text: t('download.done', { count }) })
    onClose()
  })
  const view = { value: 'view', label: t('download.view', { count: viewTotal ?? 0 }), explain: t('download.viewExplain') } as const
  const everything = {
    value: 'everything',
    label: t('download.everything', { count: everyone }),
    explain: t('download.everythingExplain'),
  } as const
  const progress = running ? t('download.progress', { lines, count }) : t('download.holds', { count })
  const close = () => {
    stop()
    onClose()
  }
  const buttons = (
    <>
      <Button appearance="primary" disabledFocusable={running} onClick={() => start(exportAddress(query, what, flavour))}>
        {t('download.start', { count })}
      </Button>
      <Button onClick={close}>{t('cancel', { ns: 'common' })}</Button>
    </>
  )
  return (
    <Dialog title={t('download.title')} buttons={buttons} onClose={close}>
      <Choices
        legend={t('download.what')}
        options={viewTotal === undefined ? [everything] : [view, everything]}
        chosen={what}
        onChoose={setWhat}
      />
      <Choices
        legend={t('download.for')}
        options={flavoursOffered.map((value) => ({ value, label: t(`download.${value}`), explain: t(`download.${value}Explain`) }))}
        chosen={flavour}
        onChoose={setFlavour}
      />
      {problem ? (
        <ErrorPanel error={problem} bare />
      ) : (
        <DownloadProgress {...{ running, lines, count }} label={t('download.title')} text={progress} />
      )}
    </Dialog>
  )
}

function exportAddress(query: ListQuery, what: What, flavour: Flavour): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const path: (typeof exportCustomers)['path'] = '/api/customers/export'
  return addressOf(path, undefined, { ...(what === 'view' ? query : {}), what, flavour, language: currentLocale(), timeZone })
}
