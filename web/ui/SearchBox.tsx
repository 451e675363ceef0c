// A search field: a magnifying glass, what one types, and a cross that empties it. Results follow as one types. Entered by lists.
import { makeStyles, tokens } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import { SearchRegular } from '@fluentui/react-icons/svg/search'
import { type KeyboardEvent, type RefObject, useRef } from 'react'

const useStyles = makeStyles({
  root: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    flex: '1 1 200px',
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
    '@media print': { display: 'none' },
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
    textOverflow: 'ellipsis',
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

export type SearchBoxProps = {
  text: string
  /** `atOnce`: the list must not wait for more to be typed. */
  onType: (text: string, atOnce?: boolean) => void
  label: string
  placeholder: string
  clearLabel: string
  /** Keys beyond Escape, which empties the field; true when it meant something. */
  onKey?: (key: string) => boolean
  id?: string
  shortcut?: string
  input?: RefObject<HTMLInputElement | null>
}

export function SearchBox({ text, onType, label, placeholder, clearLabel, onKey, id, shortcut, input }: SearchBoxProps) {
  const styles = useStyles()
  const own = useRef<HTMLInputElement>(null)
  const field = input ?? own
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && text !== '') onType('', true)
    else if (!onKey?.(event.key)) return
    event.preventDefault()
  }
  return (
    <search className={styles.root}>
      <SearchRegular className={styles.icon} aria-hidden />
      <input
        ref={field}
        className={styles.input}
        type="search"
        id={id}
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        aria-keyshortcuts={shortcut}
        placeholder={placeholder}
        maxLength={200}
        value={text}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {text !== '' && (
        <button
          type="button"
          className={styles.clear}
          aria-label={clearLabel}
          title={clearLabel}
          onClick={() => {
            onType('', true)
            field.current?.focus()
          }}
        >
          <DismissRegular aria-hidden />
        </button>
      )}
    </search>
  )
}
