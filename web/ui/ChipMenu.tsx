// A filter as a chip: shows what it is set to, opens its choices, and can be emptied at once. Entered by the filter bars of lists.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MenuEntry, Picked } from './menu-entry.ts'
import { prepareMenu, useMenu } from './use-menu.tsx'

export const useChipStyles = makeStyles({
  root: { display: 'inline-flex', minWidth: 0, maxWidth: '100%', '@media (max-width: 767px)': { flexShrink: 0, maxWidth: 'none' } },
  chip: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    // On a phone the row of chips scrolls; none of them gets too narrow for its words.
    flexShrink: 0,
    maxWidth: '100%',
    height: '32px',
    padding: '0 10px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: '16px',
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    whiteSpace: 'nowrap',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
    '& svg': { flexShrink: 0, fontSize: '14px', color: tokens.colorNeutralForeground3 },
  },
  set: {
    backgroundColor: tokens.colorBrandBackground2,
    border: `1px solid ${tokens.colorBrandStroke2}`,
    ':hover': { backgroundColor: tokens.colorBrandBackground2Hover },
  },
  withClear: { borderTopRightRadius: 0, borderBottomRightRadius: 0, paddingRight: '6px' },
  clear: { borderTopLeftRadius: 0, borderBottomLeftRadius: 0, borderLeft: 'none', padding: '0 8px 0 6px' },
  value: { fontWeight: tokens.fontWeightSemibold, overflow: 'hidden', textOverflow: 'ellipsis' },
})

export type ChipMenuProps = {
  label: string
  value?: string
  icon?: ReactNode
  entries: readonly MenuEntry[]
  picked: Picked
  onPick: (group: string, keys: string[]) => void
  clear?: { label: string; act: () => void }
}

export function ChipMenu({ label, value, icon, entries, picked, onPick, clear }: ChipMenuProps) {
  const styles = useChipStyles()
  const { t } = useTranslation()
  const { menu, open, toggleAt } = useMenu({ label, entries, picked, onPick })
  return (
    <span className={styles.root}>
      <button
        type="button"
        className={mergeClasses(styles.chip, clear && styles.set, clear && styles.withClear)}
        aria-haspopup="menu"
        aria-expanded={open}
        title={value ? t('labelled', { name: label, value }) : label}
        onPointerEnter={prepareMenu}
        onFocus={prepareMenu}
        onClick={(event) => toggleAt(event.currentTarget)}
      >
        {icon}
        <span>{label}</span>
        {value && <span className={styles.value}>{value}</span>}
        {!icon && <ChevronDownRegular aria-hidden />}
      </button>
      {clear && (
        <button
          type="button"
          className={mergeClasses(styles.chip, styles.set, styles.clear)}
          aria-label={clear.label}
          title={clear.label}
          onClick={clear.act}
        >
          <DismissRegular aria-hidden />
        </button>
      )}
      {menu}
    </span>
  )
}
