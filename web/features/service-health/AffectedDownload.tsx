// The customers of an issue as CSV: those hit now, those no longer, or all; for a spreadsheet or as data. Entered by AffectedCustomers.
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { exportAffected } from '../../../contract/service-health.ts'
import { addressOf } from '../../api/client.ts'
import { useDownload } from '../../api/use-download.ts'
import { currentLocale } from '../../i18n/i18n.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Choices, DownloadProgress, type Flavour, flavoursOffered } from '../../ui/download/DownloadParts.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { showToast } from '../../ui/toasts.tsx'
import type { AffectedWhich } from './affected-which.ts'

type AffectedDownloadProps = {
  issueId: string
  counts: Record<AffectedWhich, number>
  shown: AffectedWhich
  onClose: () => void
}

export function AffectedDownload({ issueId, counts, shown, onClose }: AffectedDownloadProps) {
  const { t } = useTranslation(['serviceHealth', 'common'])
  const offered = (['now', 'left', 'all'] as const).filter((which) => counts[which] > 0)
  const [which, setWhich] = useState<AffectedWhich>(counts[shown] > 0 ? shown : 'all')
  const [flavour, setFlavour] = useState<Flavour>('spreadsheet')
  const count = counts[which]
  const { running, lines, problem, start, stop } = useDownload(() => {
    showToast({ text: t('download.done', { count }) })
    onClose()
  })
  const close = () => {
    stop()
    onClose()
  }
  const progress = running ? t('download.progress', { lines, count }) : t('download.holds', { count })
  const buttons = (
    <>
      <Button appearance="primary" disabledFocusable={running} onClick={() => start(exportAddress(issueId, which, flavour))}>
        {t('download.start', { count })}
      </Button>
      <Button onClick={close}>{t('cancel', { ns: 'common' })}</Button>
    </>
  )
  return (
    <Dialog title={t('download.title')} buttons={buttons} onClose={close}>
      <Choices
        legend={t('download.what')}
        options={offered.map((value) => ({
          value,
          label: t(`download.${value}`, { count: counts[value] }),
          explain: t(`download.${value}Explain`),
        }))}
        chosen={which}
        onChoose={setWhich}
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

function exportAddress(issueId: string, which: AffectedWhich, flavour: Flavour): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const path: (typeof exportAffected)['path'] = '/api/service-health/issues/:issueId/customers/export'
  return addressOf(path, { issueId }, { which, flavour, language: currentLocale(), timeZone })
}
