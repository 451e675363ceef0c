// Does something once a reading that was under way is over. Entered by what shows how fresh something is.
import { useEffect, useEffectEvent, useRef } from 'react'

export function useWhenOver(reading: boolean, onRead: () => void): void {
  const before = useRef(reading)
  const over = useEffectEvent(onRead)
  useEffect(() => {
    if (before.current && !reading) over()
    before.current = reading
  }, [reading])
}
