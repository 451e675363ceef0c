// Which theme is on: the person's stored choice, or what the system prefers. Entered by App.tsx and the theme menu.
import { useSyncExternalStore } from 'react'

export const themeChoices = ['light', 'dark', 'system'] as const
export type ThemeChoice = (typeof themeChoices)[number]

const storageKey = 'tenantry-theme'
const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

/** Storage is refused in some private windows; the choice then lasts as long as the page. */
let chosen: ThemeChoice = readStored()

function readStored(): ThemeChoice {
  try {
    const stored = localStorage.getItem(storageKey)
    return themeChoices.find((choice) => choice === stored) ?? 'system'
  } catch {
    return 'system'
  }
}

const darkNow = () => (chosen === 'system' ? systemIsDark.matches : chosen === 'dark')

function apply(): void {
  document.documentElement.dataset.theme = darkNow() ? 'dark' : 'light'
  for (const listener of listeners) listener()
}

/** Puts the theme on the document before the first paint and follows the system and other tabs. */
export function startTheme(): void {
  systemIsDark.addEventListener('change', apply)
  window.addEventListener('storage', (event) => {
    if (event.key !== storageKey) return
    chosen = readStored()
    apply()
  })
  apply()
}

export function chooseTheme(choice: ThemeChoice): void {
  chosen = choice
  try {
    localStorage.setItem(storageKey, choice)
  } catch {}
  apply()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, () => chosen)
export const useDarkTheme = (): boolean => useSyncExternalStore(subscribe, darkNow)
