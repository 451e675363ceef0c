// Opens a PickMenu at an element, fetching its code only then. Entered by ChipMenu and CustomerTable.
import { lazy, type ReactNode, Suspense, useCallback, useRef, useState } from 'react'
import type { PickMenuProps } from './PickMenu.tsx'

const fetchMenu = () => import('./PickMenu.tsx')
const PickMenu = lazy(async () => ({ default: (await fetchMenu()).PickMenu }))

/** Call when a menu is likely to be opened soon. */
export const preparePickMenu = (): void => void fetchMenu()

export function usePickMenu(content: Omit<PickMenuProps, 'anchor' | 'onClose'>) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const closed = useRef<{ anchor: HTMLElement | null; at: number }>({ anchor: null, at: 0 })
  const close = useCallback(() => {
    setAnchor((before) => {
      closed.current = { anchor: before, at: performance.now() }
      return null
    })
  }, [])
  const toggleAt = (element: HTMLElement) => {
    // A press on the anchor has closed its menu already; the click that follows must not open it again.
    const justClosed = closed.current.anchor === element && performance.now() - closed.current.at < 250
    setAnchor(justClosed ? null : element)
    closed.current = { anchor: null, at: 0 }
  }
  const menu: ReactNode = anchor && (
    <Suspense>
      <PickMenu {...content} key={content.label} anchor={anchor} onClose={close} />
    </Suspense>
  )
  return { menu, open: anchor !== null, toggleAt }
}
