// "n of N" under the list, always; with "show all" where only the first results are shown (S73, D5). Entered by the page.
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { CustomersOverview } from '../../../contract/customers.ts'
import { useLinkStyles } from '../../ui/link-styles.ts'
import { StatusShape } from '../../ui/StatusBadge.tsx'
import { useGo } from '../../ui/use-go.ts'
import type { ListState } from './list-state.ts'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minHeight: '36px',
    padding: `2px ${tokens.spacingHorizontalM}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: 'tabular-nums',
  },
  why: { display: 'inline-flex', alignItems: 'center', marginInlineStart: 'auto', '@media print': { display: 'none' } },
})

export type ListFootProps = {
  state: ListState
  total: number
  rowCount: number
  error: Error | null
  retry: () => void
  overview: CustomersOverview | undefined
  onShowAll: () => void
}

export function ListFoot({ state, total, rowCount, error, retry, overview, onShowAll }: ListFootProps) {
  const styles = useStyles()
  const { t } = useTranslation(['customers', 'problems'])
  const cut = rowCount < total
  const everyone = state.query.departed ? overview?.departed : overview?.total
  const link = useLinkStyles()
  const go = useGo()
  const text = cut
    ? t('foot.shown', { shown: rowCount, total })
    : everyone === undefined || everyone === total
      ? t('foot.all', { total })
      : t('foot.of', { total, everyone })
  return (
    <div className={styles.root}>
      <span role="status">{text}</span>
      {cut && (
        <Button size="small" appearance="transparent" onClick={onShowAll}>
          {t('foot.showAll', { total })}
        </Button>
      )}
      <a href="/customers/not-seen" className={mergeClasses(link.link, styles.why)} onClick={go}>
        {t('absence.link')}
      </a>
      {error && (
        <>
          <StatusShape kind="warning" />
          <span role="status">{t('foot.failed')}</span>
          <Button size="small" appearance="transparent" onClick={retry}>
            {t('retry', { ns: 'problems' })}
          </Button>
        </>
      )}
    </div>
  )
}
