// The address of the list while one types and clicks: what was typed but not sent yet goes before the next change, and no change is
// built on an address that is already over. Entered by CustomerBrowser.
import { useCallback, useLayoutEffect, useRef } from 'react'
import { type ListAddress, withSearch } from './list-state.ts'
import type { TypingDoor } from './SearchField.tsx'

export type How = 'push' | 'replace'
export type GoTo = (next: (now: ListAddress) => ListAddress, how: How) => void

export function useListAddress(address: ListAddress, onAddress: (next: ListAddress, how: How) => void) {
  // Ahead of `address` until the router has followed.
  const latest = useRef(address)
  const send = useRef(onAddress)
  useLayoutEffect(() => {
    latest.current = address
  }, [address])
  useLayoutEffect(() => {
    send.current = onAddress
  }, [onAddress])
  const set = useCallback<GoTo>((next, how) => {
    latest.current = next(latest.current)
    send.current(latest.current, how)
  }, [])
  const cameFrom = useRef<ListAddress['view']>(undefined)
  const search = useCallback(
    (text: string) =>
      set((now) => {
        if (!now.search?.trim()) cameFrom.current = now.view
        return withSearch(now, text, cameFrom.current)
      }, 'replace'),
    [set],
  )
  const typing: TypingDoor = useRef(null)
  const goTo = useCallback<GoTo>(
    (next, how) => {
      typing.current?.settle()
      set(next, how)
    },
    [set],
  )
  return { goTo, search, typing, now: useCallback(() => latest.current, []) }
}
