// The download of the list (S31, S32, B2): this view or everything, for a spreadsheet or as data. Says exactly what the file will hold. Entered by the page.
import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { exportCustomers } from '../../../contract/customers.ts'
import { addressOf } from '../../api/client.ts'
import { currentLocale } from '../../i18n/i18n.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { showToast } from '../../ui/toasts.tsx'
import type { flavours } from './contract-values.ts'
import type { ListQuery } from './list-state.ts'
import { useDownload } from './use-download.ts'

const useStyles = makeStyles({
  note: { color: tokens.colorNeutralForeground2 },
  progress: { display: 'grid', gap: tokens.spacingVerticalXS },
  bar: { width: '100%', height: '6px', accentColor: tokens.colorBrandBackground },
  group: { display: 'grid', gap: tokens.spacingVerticalXS, margin: 0, padding: 0, border: 'none' },
  legend: { padding: 0, marginBottom: tokens.spacingVerticalXS, fontWeight: tokens.fontWeightSemibold },
  choice: {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    gap: '2px 10px',
    alignItems: 'start',
    padding: '8px 10px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'pointer',
    ':has(:checked)': { border: `1px solid ${tokens.colorCompoundBrandStroke}`, backgroundColor: tokens.colorBrandBackground2 },
    ':has(:focus-visible)': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    '& input': { width: '16px', height: '16px', margin: '2px 0', accentColor: tokens.colorBrandBackground },
  },
  explain: { gridColumn: 2, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
})

type What = 'view' | 'everything'
type Flavour = (typeof flavours)[number]
/** What most people want comes first. */
const flavoursOffered: readonly Flavour[] = ['spreadsheet', 'data']

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
      {problem ? <ErrorPanel error={problem} bare /> : <DownloadProgress running={running} lines={lines} count={count} />}
    </Dialog>
  )
}

function DownloadProgress({ running, lines, count }: { running: boolean; lines: number; count: number }) {
  const styles = useStyles()
  const { t } = useTranslation('customers')
  return (
    <div className={styles.progress}>
      <p className={styles.note} role="status">
        {running ? t('download.progress', { lines, count }) : t('download.holds', { count })}
      </p>
      {running && <progress className={styles.bar} value={lines} max={Math.max(count, lines, 1)} aria-label={t('download.title')} />}
    </div>
  )
}

function exportAddress(query: ListQuery, what: What, flavour: Flavour): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const path: (typeof exportCustomers)['path'] = '/api/customers/export'
  return addressOf(path, undefined, { ...(what === 'view' ? query : {}), what, flavour, language: currentLocale(), timeZone })
}

type ChoicesProps<V extends string> = {
  legend: string
  options: readonly { value: V; label: string; explain: string }[]
  chosen: V
  onChoose: (value: V) => void
}

function Choices<V extends string>({ legend, options, chosen, onChoose }: ChoicesProps<V>) {
  const styles = useStyles()
  const name = useId()
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{legend}</legend>
      {options.map(({ value, label, explain }) => (
        <label key={value} className={styles.choice}>
          <input type="radio" name={name} value={value} checked={chosen === value} onChange={() => onChoose(value)} />
          <span>{label}</span>
          <span className={styles.explain}>{explain}</span>
        </label>
      ))}
    </fieldset>
  )
}
