// One row of the search for everything: a customer with the way into its admin center, an incident, or a page.
// biome-ignore-all lint/a11y/useSemanticElements: a combobox's grid is not a table of data.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ArrowRightRegular } from '@fluentui/react-icons/svg/arrow-right'
import { BuildingRegular } from '@fluentui/react-icons/svg/building'
import { HeartPulseRegular } from '@fluentui/react-icons/svg/heart-pulse'
import { OpenRegular } from '@fluentui/react-icons/svg/open'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/format.ts'
import { MatchedText } from '../../ui/MatchedText.tsx'
import type { PaletteRow } from './palette-rows.ts'

const useStyles = makeStyles({
  row: {
    display: 'flex',
    alignItems: 'center',
    minHeight: '40px',
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
  },
  marked: { backgroundColor: tokens.colorSubtleBackgroundSelected },
  main: { flexGrow: 1, minWidth: 0, display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, padding: '6px 12px' },
  icon: { flexShrink: 0, fontSize: '20px', color: tokens.colorNeutralForeground3 },
  words: {
    minWidth: 0,
    display: 'grid',
    lineHeight: tokens.lineHeightBase300,
    '& > *': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  },
  domain: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, color: tokens.colorNeutralForeground2 },
  action: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    margin: '4px',
    padding: '4px 10px',
    minHeight: '32px',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorBrandForegroundLink,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: 'nowrap',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Pressed },
    '& svg': { fontSize: '16px' },
  },
  actionMarked: { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  actionWords: { '@media (max-width: 767px)': { display: 'none' } },
})

export const rowElementId = (row: PaletteRow, action = false) => `palette-${row.id}${action ? '-enter' : ''}`

export type PaletteEntryProps = {
  row: PaletteRow
  search: string
  marked: boolean
  onAction: boolean
  canEnter: boolean
  onOpen: (row: PaletteRow, enter?: boolean) => void
}

/** The input keeps the focus; rows are marked through aria-activedescendant, hence no tab stops here. */
export function PaletteEntry({ row, search, marked, onAction, canEnter, onOpen }: PaletteEntryProps) {
  const styles = useStyles()
  const { t } = useTranslation('frame')
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (marked) element.current?.scrollIntoView({ block: 'nearest' })
  }, [marked])
  return (
    <div ref={element} role="row" tabIndex={-1} className={mergeClasses(styles.row, marked && !onAction && styles.marked)}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above answers the keys. */}
      <div
        role="gridcell"
        tabIndex={-1}
        id={rowElementId(row)}
        aria-selected={marked && !onAction}
        className={styles.main}
        onClick={() => onOpen(row)}
      >
        <RowWords row={row} search={search} />
      </div>
      {canEnter && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: as above.
        <div
          role="gridcell"
          tabIndex={-1}
          id={rowElementId(row, true)}
          aria-selected={onAction}
          className={mergeClasses(styles.action, onAction && styles.actionMarked)}
          aria-label={t('search.enter')}
          title={t('search.enter')}
          onClick={() => onOpen(row, true)}
        >
          <span className={styles.actionWords}>{t('search.enterShort')}</span>
          <OpenRegular aria-hidden />
        </div>
      )}
    </div>
  )
}

const icons = { customer: BuildingRegular, all: SearchRegular, issue: HeartPulseRegular, page: ArrowRightRegular }

function RowWords({ row, search }: { row: PaletteRow; search: string }) {
  const styles = useStyles()
  const { t } = useTranslation('frame')
  const format = useFormat()
  const Icon = icons[row.kind]
  return (
    <>
      <Icon className={styles.icon} aria-hidden />
      <span className={styles.words}>
        {row.kind === 'customer' && (
          <>
            <span dir="auto">
              <MatchedText text={row.customer.name} search={search} />
            </span>
            <span className={styles.domain}>
              <MatchedText text={row.customer.domain ?? ''} search={search} />
            </span>
          </>
        )}
        {row.kind === 'all' && <span>{t('search.all', { total: format.number(row.total) })}</span>}
        {row.kind === 'issue' && (
          <>
            <span lang="en">
              <MatchedText text={row.issue.title} search={search} />
            </span>
            <span className={styles.domain}>
              <MatchedText text={row.issue.issueId} search={search} /> · {row.issue.service}
            </span>
          </>
        )}
        {row.kind === 'page' && <span>{row.page.label}</span>}
      </span>
    </>
  )
}
