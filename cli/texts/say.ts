// Turns a key into a sentence of the reader's language. Entered by everything that prints.
import enConnection from '../../web/i18n/en/connection.json' with { type: 'json' }
import enSignIn from '../../web/i18n/en/signInCauses.json' with { type: 'json' }
import enSync from '../../web/i18n/en/sync.json' with { type: 'json' }
import frConnection from '../../web/i18n/fr/connection.json' with { type: 'json' }
import frSignIn from '../../web/i18n/fr/signInCauses.json' with { type: 'json' }
import frSync from '../../web/i18n/fr/sync.json' with { type: 'json' }
import { en, type TextKey } from './en.ts'
import { fr } from './fr.ts'

export const languages = ['en', 'fr'] as const
export type Language = (typeof languages)[number]
export type Values = Record<string, string | number>
export type Say = (key: TextKey, values?: Values) => string

const texts = { en, fr }
type Web = Record<string, string>
const web: Record<Language, { signIn: Web; connection: Web; lists: Web }> = {
  en: { signIn: enSignIn, connection: enConnection, lists: enSync },
  fr: { signIn: frSignIn, connection: frConnection, lists: frSync },
}

export const isKey = (key: string): key is TextKey => key in en

export const sayIn =
  (language: Language): Say =>
  (key, values = {}) =>
    texts[language][key].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

/** What to do about a cause, in the very words of the web interface; null for a word it does not know. */
export const webMend = (language: Language, cause: string): string | null =>
  web[language].signIn[`mend.${cause}`] ?? web[language].connection[`cause.${cause}`] ?? null

/** The name of a check, the reason for a permission, a kind of partner, what to click: the words of Settings, Connection. They take no values. */
export const webWord = (language: Language, of: 'check' | 'why' | 'kind' | 'api' | 'partnerType' | 'registration', word: string): string =>
  web[language].connection[`${of}.${word}`] ?? word

/** The name of one of Microsoft's lists, or what to do where it fails: the words of Settings, Synchronisation. They take no values. */
export const listWord = (language: Language, of: 'name' | 'mend', word: string): string =>
  web[language].lists[`lists.${of}.${word}`] ?? word

/** As POSIX reads it: the first that is set decides. */
export function languageOf(env: Record<string, string | undefined>): Language {
  const set = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  return /^fr([_.@-]|$)/i.test(set) ? 'fr' : 'en'
}
