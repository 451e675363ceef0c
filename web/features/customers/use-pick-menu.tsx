// Opens a PickMenu at an element, fetching its code only then. Entered by ChipMenu and CustomerTable.
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { PickMenuProps } from './PickMenu.tsx'

const fetchMenu = () => import('./PickMenu.tsx')
const PickMenu = lazy(async () => ({ default: (await fetchMenu()).PickMenu }))

/** Call when a menu is likely to be opened soon. */
export const preparePickMenu = (): void => void fetchMenu()

export function usePickMenu(content: Omit<PickMenuProps, 'anchor' | 'onClose'> & { onClose?: () => void }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const close = () => {
    setAnchor(null)
    content.onClose?.()
  }
  const menu: ReactNode = anchor && (
    <Suspense>
      <PickMenu {...content} anchor={anchor} onClose={close} />
    </Suspense>
  )
  return { menu, open: anchor !== null, toggleAt: (element: HTMLElement) => (anchor === element ? close() : setAnchor(element)) }
}
