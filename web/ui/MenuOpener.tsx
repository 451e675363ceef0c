// A button that opens a menu whose code is fetched only then; the top bar's menus and the sign-in page's use it.
import { mergeClasses } from '@fluentui/react-components'
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { useBarButtonStyles } from './bar-button-styles.ts'
import type { MenuEntry } from './menu-entry.ts'

const fetchMenu = () => import('./AnchoredMenu.tsx')
const AnchoredMenu = lazy(async () => ({ default: (await fetchMenu()).AnchoredMenu }))

/** `bar`: on the coloured top bar. `page`: on a page's own background. `drawer`: within a modal, which covers everything outside itself. */
export type MenuPlace = 'bar' | 'page' | 'drawer'

export type MenuOpenerProps = {
  label: string
  /** What the button shows. */
  children: ReactNode
  entries: readonly MenuEntry[]
  chosen?: string
  onChoose?: (value: string) => void
  align?: 'start' | 'end'
  place?: MenuPlace
}

export function MenuOpener({ label, children, entries, chosen, onChoose, align = 'end', place = 'bar' }: MenuOpenerProps) {
  const styles = useBarButtonStyles()
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const [used, setUsed] = useState(false)
  const toggle = () => {
    setUsed(true)
    setOpen((before) => !before)
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className={mergeClasses(styles.button, place !== 'bar' && styles.onPage)}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onPointerEnter={fetchMenu}
        onFocus={fetchMenu}
        onClick={toggle}
      >
        {children}
      </button>
      {used && (
        <Suspense>
          <AnchoredMenu
            {...{ label, open, entries, chosen, onChoose, align }}
            anchor={button}
            inline={place === 'drawer'}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}
