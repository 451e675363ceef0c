// A button with a small menu, for the top bar and the sign-in page.
import { mergeClasses } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useBarButtonStyles } from './bar-button-styles.ts'
import type { MenuEntry, Picked } from './menu-entry.ts'
import { prepareMenu, useMenu } from './use-menu.tsx'

export type MenuOpenerProps = {
  label: string
  /** What the button shows. */
  children: ReactNode
  entries: readonly MenuEntry[]
  picked?: Picked
  onPick?: (group: string, keys: string[]) => void
  /** `bar`: on the coloured top bar. `page`: on a page's own background. */
  place?: MenuPlace
}

export type MenuPlace = 'bar' | 'page'

export function MenuOpener({ label, children, entries, picked, onPick, place = 'bar' }: MenuOpenerProps) {
  const bar = useBarButtonStyles()
  const { menu, open, toggleAt } = useMenu({ label, entries, picked, onPick })
  return (
    <>
      <button
        type="button"
        className={mergeClasses(bar.button, place === 'page' && bar.onPage)}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onPointerEnter={prepareMenu}
        onFocus={prepareMenu}
        onClick={(event) => toggleAt(event.currentTarget)}
      >
        {children}
      </button>
      {menu}
    </>
  )
}
