// Whether the server can be reached, as seen by the calls themselves and by the browser's own network state. Entered by client.ts and the frame.
import { useSyncExternalStore } from 'react'

export type Connection = 'ok' | 'offline' | 'unreachable'

let answered = true
const listeners = new Set<() => void>()
const publish = () => {
  for (const listener of listeners) listener()
}

/** Called after each request: did any answer come back? */
export function noteAnswer(came: boolean): void {
  if (answered === came) return
  answered = came
  publish()
}

const current = (): Connection => (navigator.onLine ? (answered ? 'ok' : 'unreachable') : 'offline')

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

export const useConnection = (): Connection => useSyncExternalStore(subscribe, current)
