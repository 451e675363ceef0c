// After moving to another page, puts the focus on its heading, so that a screen reader says where one is and Tab goes on from there.
import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

export function useNavigationFocus(): void {
  const router = useRouter()
  useEffect(() => {
    return router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
      // The first page keeps the browser's own start of the document, where the skip link is.
      if (!fromLocation || !pathChanged) return
      requestAnimationFrame(() => {
        const main = document.getElementById('main')
        const heading = main?.querySelector<HTMLElement>('h1[tabindex]')
        ;(heading ?? main)?.focus({ preventScroll: true })
      })
    })
  }, [router])
}
