// Whom an issue hits, and whom it no longer does: a virtualised table with search and true totals; a row leads to the customer. Entered by IssuePage.
import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download'
import { lazy, type ReactNode, Suspense, useCallback, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IssueRow } from '../../../contract/service-health.ts'
import { useMay } from '../../api/session.ts'
import { useFormat } from '../../i18n/format.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { OnItsWay } from '../../ui/OnItsWay.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { SkeletonLines } from '../../ui/Skeletons.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { useTyping } from '../../ui/use-typing.ts'
import { AffectedTable } from './AffectedTable.tsx'
import type { AffectedWhich } from './affected-which.ts'
import { useAffected } from './use-affected.ts'

const AffectedDownload = lazy(async () => ({ default: (await import('./AffectedDownload.tsx')).AffectedDownload }))

const useStyles = makeStyles({
  root: { display: 'grid', gap: tokens.spacingVerticalM, gridTemplateColumns: 'minmax(0, 1fr)' },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: tokens.spacingHorizontalS },
  heading: { fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500, fontWeight: tokens.fontWeightSemibold },
  noPrint: { '@media print': { display: 'none' } },
  box: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground1,
    '@media print': { overflow: 'visible' },
  },
  inner: { padding: '16px' },
})

type AffectedCustomersProps = {
  issue: IssueRow
  which: AffectedWhich
  search: string
  onWhich: (which: AffectedWhich) => void
  onSearch: (search: string) => void
  onOpen: (tenantId: string) => void
  /** Where nobody is found: the way to why (B1). */
  whyNotSeen: ReactNode
}

export function AffectedCustomers({ issue, which, search, onWhich, onSearch, onOpen, whyNotSeen }: AffectedCustomersProps) {
  const styles = useStyles()
  const { t } = useTranslation('serviceHealth')
  const format = useFormat()
  const panelId = useId()
  const mayDownload = useMay('health.export')
  const [downloading, setDownloading] = useState(false)
  const { text, type } = useTyping(
    search,
    useCallback((typed: string) => onSearch(typed), [onSearch]),
  )
  const counts = { now: issue.affectedNow, left: issue.affectedEver - issue.affectedNow, all: issue.affectedEver }
  const tabs = (['now', 'left', 'all'] as const).map((key) => ({ key, label: t(`affected.${key}`), count: format.number(counts[key]) }))
  return (
    <section className={styles.root} aria-label={t('affected.title')}>
      <div className={styles.head}>
        <h2 className={styles.heading}>{t('affected.title')}</h2>
        {mayDownload && counts.all > 0 && (
          <Button className={styles.noPrint} icon={<ArrowDownloadRegular />} onClick={() => setDownloading(true)}>
            {t('issue.download')}
          </Button>
        )}
      </div>
      <Tabs label={t('affected.title')} tabs={tabs} chosen={which} panelId={panelId} onTab={onWhich} />
      <SearchBox text={text} onType={type} label={t('affected.search')} placeholder={t('affected.search')} clearLabel={t('search.clear')} />
      <div id={panelId} role="tabpanel" aria-labelledby={`${panelId}-${which}`} className={styles.box}>
        <Affected {...{ issue, which, search, onOpen, whyNotSeen }} />
      </div>
      {downloading && (
        <Suspense fallback={<OnItsWay place="over" />}>
          <AffectedDownload issueId={issue.issueId} counts={counts} shown={which} onClose={() => setDownloading(false)} />
        </Suspense>
      )}
    </section>
  )
}

type AffectedProps = Pick<AffectedCustomersProps, 'issue' | 'which' | 'search' | 'onOpen' | 'whyNotSeen'>

function Affected({ issue, which, search, onOpen, whyNotSeen }: AffectedProps) {
  const styles = useStyles()
  const { t } = useTranslation(['serviceHealth', 'common'])
  const list = useAffected(issue.issueId, which, search)
  if (list.error)
    return (
      <div className={styles.inner}>
        <ErrorPanel error={list.error} onRetry={list.retry} bare />
      </div>
    )
  if (list.total === undefined)
    return (
      <div className={styles.inner}>
        <SkeletonLines count={6} label={t('common:loading')} />
      </div>
    )
  if (list.total === 0 && search) return <EmptyState title={t('affected.nobodyFound', { search })} actions={whyNotSeen} />
  if (list.total === 0 && which === 'now')
    return <EmptyState title={t('affected.nobodyNow')}>{issue.affectedEver > 0 && t('affected.nobodyNowWhy')}</EmptyState>
  if (list.total === 0) return <EmptyState title={t('affected.nobodyLeft')}>{t('affected.nobodyLeftWhy')}</EmptyState>
  return <AffectedTable {...{ issue, which, search, onOpen }} list={{ ...list, total: list.total }} />
}
