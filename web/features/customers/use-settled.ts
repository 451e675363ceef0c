// Whether a value has stayed the same for a while. Entered by use-opening.
import { useEffect, useState } from 'react'

export function useSettled(value: string, delayMs: number): boolean {
  const [settled, setSettled] = useState(delayMs === 0 ? value : '')
  useEffect(() => {
    if (delayMs === 0) return setSettled(value)
    const timer = setTimeout(() => setSettled(value), delayMs)
    return () => clearTimeout(timer)
  }, [value, delayMs])
  return settled === value || delayMs === 0
}
