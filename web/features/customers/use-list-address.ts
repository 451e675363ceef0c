// The address of the list while one types and clicks: what was typed but not sent yet goes before the next change, and no change is
// built on an address that is already over. Entered by CustomerBrowser.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { type ListAddress, withSearch } from './list-state.ts'

/** Typing shows at once in the field and reaches the list shortly after. */
const debounceMs = 60

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
  const { text, type, settle } = useTyping(address.search ?? '', search)
  const goTo = useCallback<GoTo>(
    (next, how) => {
      settle()
      set(next, how)
    },
    [settle, set],
  )
  return { goTo, text, type, settle, now: useCallback(() => latest.current, []) }
}

/** A change from outside, such as the back button, wins over what stands in the field. */
function useTyping(value: string, send: (text: string) => void) {
  const [text, setText] = useState(value)
  const sent = useRef(value)
  const waiting = useRef<{ text: string; timer: ReturnType<typeof setTimeout> } | null>(null)
  useEffect(() => {
    if (value === sent.current) return
    sent.current = value
    setText(value)
  }, [value])
  const settle = useCallback(() => {
    if (!waiting.current) return
    const { text: typed, timer } = waiting.current
    clearTimeout(timer)
    waiting.current = null
    sent.current = typed
    send(typed)
  }, [send])
  useEffect(() => () => clearTimeout(waiting.current?.timer), [])
  const type = useCallback(
    (next: string, atOnce = false) => {
      setText(next)
      clearTimeout(waiting.current?.timer)
      waiting.current = { text: next, timer: setTimeout(settle, debounceMs) }
      if (atOnce) settle()
    },
    [settle],
  )
  return { text, type, settle }
}
