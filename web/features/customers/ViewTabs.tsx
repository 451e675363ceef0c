// The views of the customer list as tabs with their counts (S29, S30) and the download beside them (S31). Entered by the page.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomersOverview, CustomerView } from '../../../contract/customers.ts'
import { useMay } from '../../api/session.ts'
import { useFormat } from '../../i18n/format.ts'
import { useSidewaysStyles } from '../../ui/sideways-styles.ts'
import { tabByArrow, useTabStyles } from '../../ui/tab-styles.ts'
import { showToast } from '../../ui/toasts.tsx'

const useStyles = makeStyles({
  list: { display: 'flex', gap: '4px' },
  count: { color: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightRegular, fontVariantNumeric: 'tabular-nums' },
  off: { color: tokens.colorNeutralForegroundDisabled, cursor: 'not-allowed' },
})

const views = ['all', 'flagged', 'recent'] as const
const totalOf = { all: 'total', flagged: 'flagged', recent: 'recent' } as const

export type ViewTabsProps = {
  view: CustomerView | undefined
  overview: CustomersOverview | undefined
  panelId: string
  onView: (view: CustomerView) => void
  onDownload: () => void
}

export function ViewTabs({ view, overview, panelId, onView, onDownload }: ViewTabsProps) {
  const styles = useStyles()
  const tabs = useTabStyles()
  const sideways = useSidewaysStyles()
  const { t } = useTranslation('customers')
  const format = useFormat()
  const list = useRef<HTMLDivElement>(null)
  const counted = overview !== undefined
  // On a phone the tabs scroll sideways: the one in use must be in sight, with its count once that is here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the counts make the tabs wider.
  useEffect(() => {
    if (view) void list.current?.querySelector(`[data-view="${view}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [view, counted])
  const onKeyDown = (event: KeyboardEvent) => {
    const next = tabByArrow(event.key, views, view ?? 'all')
    if (!next) return
    event.preventDefault()
    onView(next)
    list.current?.querySelector<HTMLElement>(`[data-view="${next}"]`)?.focus()
  }
  return (
    <div className={mergeClasses(tabs.row, sideways.row)}>
      <div role="tablist" aria-label={t('tabs.label')} className={styles.list} ref={list} onKeyDown={onKeyDown}>
        {views.map((key) => (
          <button
            key={key}
            type="button"
            role="tab"
            data-view={key}
            aria-selected={view === key}
            aria-controls={panelId}
            tabIndex={view === key || (!view && key === 'all') ? 0 : -1}
            className={mergeClasses(tabs.tab, view === key && tabs.on)}
            onClick={() => onView(key)}
          >
            {t(`tabs.${key}`)}
            <span className={styles.count}>{overview ? format.number(overview[totalOf[key]]) : '\u2007'}</span>
          </button>
        ))}
      </div>
      <DownloadTab onDownload={onDownload} />
    </div>
  )
}

function DownloadTab({ onDownload }: { onDownload: () => void }) {
  const styles = useStyles()
  const tabs = useTabStyles()
  const { t } = useTranslation('customers')
  const may = useMay('customers.export')
  const why = t('download.notAllowed')
  return (
    <button
      type="button"
      className={mergeClasses(tabs.tab, !may && styles.off)}
      aria-haspopup="dialog"
      aria-disabled={!may || undefined}
      title={may ? undefined : why}
      onClick={() => (may ? onDownload() : showToast({ tone: 'problem', text: why }))}
    >
      <ArrowDownloadRegular aria-hidden />
      {t('tabs.download')}
    </button>
  )
}
