// Whether the window is as narrow as a phone's, where the card covers the list. Entered by CustomerBrowser.
import { useSyncExternalStore } from 'react'

const query = window.matchMedia('(max-width: 767px)')

function subscribe(changed: () => void): () => void {
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

export const usePhone = (): boolean => useSyncExternalStore(subscribe, () => query.matches)
