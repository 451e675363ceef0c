// The search field of the list: results follow as one types (S33, S34, S72). Entered by the page; `/` leads here.
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { SearchBox } from '../../ui/SearchBox.tsx'

/** So that the empty list can lead to the field. */
export const searchFieldId = 'customer-search'

type SearchFieldProps = {
  text: string
  /** `atOnce`: the list must not wait for more to be typed. */
  onType: (text: string, atOnce?: boolean) => void
  /** Arrow down and Enter go on to the results. */
  onToResults: (open: boolean) => void
}

export function SearchField({ text, onType, onToResults }: SearchFieldProps) {
  const { t } = useTranslation('customers')
  const input = useRef<HTMLInputElement>(null)
  useSlashKey(input)
  const onKey = (key: string) => {
    if (key !== 'ArrowDown' && key !== 'Enter') return false
    onToResults(key === 'Enter')
    return true
  }
  return (
    <SearchBox
      {...{ text, onType, onKey, input }}
      id={searchFieldId}
      shortcut="/"
      label={t('search.label')}
      placeholder={t('search.placeholder')}
      clearLabel={t('search.clear')}
    />
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
