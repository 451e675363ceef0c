// The search for everything (Ctrl K): customers and pages, by keyboard alone if one likes. Opened by the frame.
// biome-ignore-all lint/a11y/useSemanticElements: a combobox's grid is not a table of data.
import { makeStyles, tokens } from '@fluentui/react-components'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import { useTranslation } from 'react-i18next'
import { ErrorPanel } from '../../ui/ErrorPanel.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { PaletteEntry, rowElementId } from './PaletteEntry.tsx'
import type { PalettePage } from './palette-rows.ts'
import { usePalette } from './use-palette.ts'

const useStyles = makeStyles({
  dialog: {
    inset: '64px auto auto 50%',
    transform: 'translateX(-50%)',
    width: 'min(640px, calc(100vw - 16px))',
    maxHeight: 'min(560px, calc(100dvh - 80px))',
    overflow: 'hidden',
    '&[open]': { display: 'flex', flexDirection: 'column' },
    '@media (max-width: 767px)': { top: '8px', maxHeight: 'calc(100dvh - 16px)' },
  },
  field: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `0 ${tokens.spacingHorizontalL}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '& svg': { fontSize: '20px', color: tokens.colorNeutralForeground3, flexShrink: 0 },
  },
  input: {
    flexGrow: 1,
    minWidth: 0,
    height: '52px',
    border: 'none',
    outline: 'none',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    fontSize: tokens.fontSizeBase400,
    '::placeholder': { color: tokens.colorNeutralForeground3, opacity: 1 },
  },
  results: { overflowY: 'auto', padding: '8px' },
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: `2px ${tokens.spacingHorizontalL}`,
    padding: '8px 16px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    // Hints of keys are of no use where there is most likely no keyboard.
    '@media (pointer: coarse)': { display: 'none' },
    '@media (max-width: 767px)': { display: 'none' },
  },
  none: { padding: '12px', color: tokens.colorNeutralForeground2 },
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
})

export function Palette({ pages, onClose }: { pages: readonly PalettePage[]; onClose: () => void }) {
  const styles = useStyles()
  const { t } = useTranslation('frame')
  const palette = usePalette(pages, onClose)
  const { search, found, rows, marked, onAction } = palette
  const noCustomer = search !== '' && found.data?.total === 0
  return (
    <Modal label={t('search.open')} className={styles.dialog} onClose={onClose}>
      <div className={styles.field}>
        <SearchRegular aria-hidden />
        <input
          className={styles.input}
          value={palette.text}
          onChange={(event) => palette.type(event.target.value)}
          onKeyDown={palette.onKeyDown}
          placeholder={t('search.placeholder')}
          aria-label={t('search.placeholder')}
          role="combobox"
          aria-expanded={rows.length > 0}
          aria-haspopup="grid"
          aria-controls="palette-rows"
          aria-autocomplete="list"
          aria-activedescendant={marked && rowElementId(marked, onAction)}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <div className={styles.results}>
        {found.error && <ErrorPanel error={found.error} bare />}
        {noCustomer && <p className={styles.none}>{t('search.noCustomer', { search })}</p>}
        <div id="palette-rows" role="grid" aria-label={t('search.results')}>
          {rows.map((row) => (
            <PaletteEntry
              key={row.id}
              row={row}
              search={search}
              marked={row === marked}
              onAction={row === marked && onAction}
              canEnter={palette.canEnter(row)}
              onOpen={palette.open}
            />
          ))}
        </div>
      </div>
      <div className={styles.foot} aria-hidden>
        <span>{t('search.keyMove')}</span>
        <span>{t('search.keyOpen')}</span>
        <span>{t('search.keyEnter')}</span>
        <span>{t('search.keyClose')}</span>
      </div>
      <span className={styles.hidden} role="status">
        {search !== '' && found.data && t('search.count', { count: found.data.total })}
      </span>
    </Modal>
  )
}
