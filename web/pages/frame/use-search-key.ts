// Ctrl+K, or Cmd+K on a Mac, opens the search for everything from anywhere.
import { useEffect, useEffectEvent } from 'react'

export function useSearchKey(open: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'k' || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    open()
  })
  useEffect(() => {
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

export const onMac = /Mac|iPhone|iPad/.test(navigator.userAgent)
