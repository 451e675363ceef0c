// Opens a Menu at an element, fetching its code only then. Entered by MenuOpener, filter chips and the rows of a table.
import { lazy, type ReactNode, type RefObject, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import type { MenuProps } from './Menu.tsx'

const fetchMenu = () => import('./Menu.tsx')
const Menu = lazy(async () => ({ default: (await fetchMenu()).Menu }))

/** Call when a menu is likely to be opened soon. */
export const prepareMenu = (): void => void fetchMenu()

export function useMenu(content: Omit<MenuProps, 'anchor' | 'onClose'>) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const pressed = usePressedWhileOpen(anchor)
  const close = useCallback(() => setAnchor(null), [])
  const toggleAt = (element: HTMLElement) => {
    // The press of this very click has closed the menu already, as a press anywhere outside does; the click must not open it again.
    setAnchor(pressed.current === element ? null : element)
    pressed.current = null
  }
  const menu: ReactNode = anchor && (
    <Suspense>
      <Menu {...content} key={content.label} anchor={anchor} onClose={close} />
    </Suspense>
  )
  return { menu, open: anchor !== null, toggleAt }
}

/** The anchor of the open menu when the latest press was on it; a key pressed since then makes the next click one of its own. */
function usePressedWhileOpen(anchor: HTMLElement | null): RefObject<HTMLElement | null> {
  const open = useRef(anchor)
  const pressed = useRef<HTMLElement | null>(null)
  useEffect(() => {
    open.current = anchor
  }, [anchor])
  useEffect(() => {
    const onPress = ({ target }: PointerEvent) => {
      pressed.current = open.current?.contains(target as Node) ? open.current : null
    }
    const onKey = () => {
      pressed.current = null
    }
    document.addEventListener('pointerdown', onPress, true)
    document.addEventListener('keydown', onKey, true)
    return () => {
      document.removeEventListener('pointerdown', onPress, true)
      document.removeEventListener('keydown', onKey, true)
    }
  }, [])
  return pressed
}
