// A plain link that stays within the application when clicked plainly, and is an ordinary link otherwise. Entered by the rows of lists and by menus.
import { useRouter } from '@tanstack/react-router'
import { type MouseEvent, useCallback } from 'react'

export function useGo(): (event: MouseEvent<HTMLAnchorElement>) => void {
  const { history } = useRouter()
  return useCallback(
    (event) => {
      const { pathname, search } = event.currentTarget
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
      event.preventDefault()
      history.push(`${pathname}${search}`)
    },
    [history],
  )
}
