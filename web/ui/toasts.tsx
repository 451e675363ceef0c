// Short messages that appear below and go by themselves, some with an action such as Undo. `showToast` may be called from anywhere.
import { useSyncExternalStore } from 'react'

export type Toast = {
  id: number
  text: string
  tone: 'success' | 'problem'
  action?: { label: string; act: () => void }
  /** How long it stays; the count stops while the pointer or the focus is on it. */
  durationMs: number
}

let toasts: readonly Toast[] = []
let nextId = 1
const listeners = new Set<() => void>()

function publish(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

/** Shows a message; with an action it stays 10 s unless said otherwise, without one 5 s. Returns its id. */
export function showToast(toast: { text: string } & Partial<Omit<Toast, 'id' | 'text'>>): number {
  const id = nextId++
  // Three at most: more would cover what one is working on.
  publish([...toasts.slice(-2), { tone: 'success', durationMs: toast.action ? 10_000 : 5_000, ...toast, id }])
  return id
}

export const closeToast = (id: number): void => publish(toasts.filter((toast) => toast.id !== id))

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useToasts = (): readonly Toast[] => useSyncExternalStore(subscribe, () => toasts)
