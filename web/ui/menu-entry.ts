// What can stand in a menu, as data, so that no menu code is loaded before one is opened.
import type { JSX } from 'react'

export type MenuEntry =
  | { kind: 'act'; key: string; label: string; icon?: JSX.Element; hint?: string; disabledWhy?: string; act: () => void }
  | { kind: 'link'; key: string; label: string; note?: string; icon?: JSX.Element; href: string; newTab?: boolean }
  | { kind: 'one'; key: string; group: string; label: string; lang?: string; disabledWhy?: string }
  | { kind: 'many'; key: string; group: string; label: string }
  | { kind: 'line'; key: string }
  | { kind: 'head'; key: string; label: string }

/** Which entries are chosen, by group. */
export type Picked = Record<string, readonly string[]>
