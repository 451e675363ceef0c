// What one types into a search field: it shows at once and reaches the list shortly after. Entered by pages with a SearchBox.
import { useCallback, useEffect, useRef, useState } from 'react'

/** The first letter goes out at once; those that follow faster than this go out together. */
const betweenMs = 60

/** A change from outside, such as the back button, wins over what stands in the field. */
export function useTyping(value: string, send: (text: string) => void) {
  const [text, setText] = useState(value)
  const shown = useRef(value)
  /** What was sent and has not come back as the value: on a slow machine several letters are under way. */
  const underWay = useRef<string[]>([])
  const sentAt = useRef(Number.NEGATIVE_INFINITY)
  const waiting = useRef<{ text: string; timer: ReturnType<typeof setTimeout> } | null>(null)
  useEffect(() => {
    if (value === shown.current) return
    shown.current = value
    const at = underWay.current.indexOf(value)
    underWay.current = at < 0 ? [] : underWay.current.slice(at + 1)
    if (at < 0) setText(value)
  }, [value])
  const settle = useCallback(() => {
    if (!waiting.current) return
    const { text: typed, timer } = waiting.current
    clearTimeout(timer)
    waiting.current = null
    sentAt.current = performance.now()
    // Taken back before it came: there is nothing to come any more.
    underWay.current = typed === shown.current ? [] : [...underWay.current, typed]
    send(typed)
  }, [send])
  useEffect(() => () => clearTimeout(waiting.current?.timer), [])
  const type = useCallback(
    (next: string, atOnce = false) => {
      setText(next)
      clearTimeout(waiting.current?.timer)
      // By a timer even where nothing is to be waited for: the letter is painted before the list is drawn anew.
      const waitMs = Math.max(0, sentAt.current + betweenMs - performance.now())
      waiting.current = { text: next, timer: setTimeout(settle, waitMs) }
      if (atOnce) settle()
    },
    [settle],
  )
  return { text, type, settle }
}
