// A value that is being typed, once it has stayed the same for a moment. Used where each change would ask the server.
import { useEffect, useState } from 'react'

export function useSettled<Value>(value: Value, afterMs: number): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), afterMs)
    return () => clearTimeout(timer)
  }, [value, afterMs])
  return settled
}
