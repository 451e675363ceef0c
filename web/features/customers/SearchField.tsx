// The search field of the list: results follow as one types (S33, S34, S72). Entered by the page; `/` leads here.
import { makeStyles, tokens } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

/** So that the empty list can lead to the field. */
export const searchFieldId = 'customer-search'

const useStyles = makeStyles({
  root: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    // Wide enough for what it asks for, in either language.
    flex: '1 1 290px',
    maxWidth: '420px',
    minWidth: 'min(180px, 100%)',
    height: '32px',
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    ':focus-within': {
      border: `1px solid ${tokens.colorCompoundBrandStroke}`,
      boxShadow: `inset 0 -1px 0 ${tokens.colorCompoundBrandStroke}`,
    },
  },
  icon: { flexShrink: 0, margin: '0 8px', fontSize: '16px', color: tokens.colorNeutralForeground3, pointerEvents: 'none' },
  input: {
    flex: 1,
    minWidth: 0,
    height: '100%',
    padding: 0,
    border: 'none',
    outline: 'none',
    background: 'none',
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    '::placeholder': { color: tokens.colorNeutralForeground3, opacity: 1 },
    '::-webkit-search-cancel-button': { display: 'none' },
  },
  clear: {
    display: 'grid',
    placeItems: 'center',
    width: '28px',
    height: '28px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    background: 'none',
    color: tokens.colorNeutralForeground2,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
})

export type SearchFieldProps = {
  text: string
  /** `atOnce`: the list must not wait for more to be typed. */
  onType: (text: string, atOnce?: boolean) => void
  /** Arrow down and Enter go on to the results. */
  onToResults: (open: boolean) => void
}

export function SearchField({ text, onType: type, onToResults }: SearchFieldProps) {
  const styles = useStyles()
  const { t } = useTranslation('customers')
  const input = useRef<HTMLInputElement>(null)
  useSlashKey(input)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && text !== '') type('', true)
    else if (event.key === 'ArrowDown') onToResults(false)
    else if (event.key === 'Enter') onToResults(true)
    else return
    event.preventDefault()
  }
  return (
    <search className={styles.root}>
      <SearchRegular className={styles.icon} aria-hidden />
      <input
        ref={input}
        className={styles.input}
        type="search"
        id={searchFieldId}
        autoComplete="off"
        spellCheck={false}
        aria-label={t('search.label')}
        aria-keyshortcuts="/"
        placeholder={t('search.placeholder')}
        maxLength={200}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {text !== '' && (
        <button
          type="button"
          className={styles.clear}
          aria-label={t('search.clear')}
          title={t('search.clear')}
          onClick={() => {
            type('', true)
            input.current?.focus()
          }}
        >
          <DismissRegular aria-hidden />
        </button>
      )}
    </search>
  )
}

/** `/` leads to the field from anywhere on the page where one is not writing. */
function useSlashKey(input: { current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (
        event.key !== '/' ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        target.closest('input, textarea, select, [contenteditable], dialog')
      )
        return
      event.preventDefault()
      input.current?.focus()
      input.current?.select()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [input])
}
