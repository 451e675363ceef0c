// What can stand in a menu opened by MenuOpener.tsx, as data.
import type { JSX } from 'react'

export type MenuEntry =
  | { kind: 'choice'; value: string; label: string; lang?: string }
  | { kind: 'link'; href: string; label: string; note?: string; newTab?: boolean; icon?: JSX.Element }
  | { kind: 'group'; label: string }
