// The search field of the list: results follow as one types (S33, S34, S72). Entered by the page; `/` leads here.
import { type RefObject, useEffect, useImperativeHandle, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { useTyping } from '../../ui/use-typing.ts'

/** So that the empty list can lead to the field. */
export const searchFieldId = 'customer-search'

/** Sends what was typed but has not reached the list yet. */
export type TypingDoor = RefObject<{ settle: () => void } | null>

type SearchFieldProps = {
  /** What the address holds. */
  search: string
  onSearch: (text: string) => void
  door: TypingDoor
  /** Another text stands in the field. */
  onText: () => void
  /** Arrow down and Enter go on to the results. */
  onToResults: (open: boolean, text: string) => void
}

/** What is being typed stays in here: the list and all around it need not be drawn again for each key. */
export function SearchField({ search, onSearch, door, onText, onToResults }: SearchFieldProps) {
  const { t } = useTranslation('customers')
  const { text, type, settle } = useTyping(search, onSearch)
  useImperativeHandle(door, () => ({ settle }), [settle])
  // biome-ignore lint/correctness/useExhaustiveDependencies: told of each text, typed or come with the address.
  useEffect(onText, [text])
  const input = useRef<HTMLInputElement>(null)
  useSlashKey(input)
  const onKey = (key: string) => {
    if (key !== 'ArrowDown' && key !== 'Enter') return false
    onToResults(key === 'Enter', text)
    return true
  }
  return (
    <SearchBox
      {...{ text, onKey, input }}
      onType={type}
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
