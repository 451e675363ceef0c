// What one types into a search field: it shows at once and reaches the list shortly after. Entered by pages with a SearchBox.
import { useCallback, useEffect, useRef, useState } from 'react'

const debounceMs = 60

/** A change from outside, such as the back button, wins over what stands in the field. */
export function useTyping(value: string, send: (text: string) => void) {
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
