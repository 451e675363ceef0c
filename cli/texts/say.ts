// Turns a key into a sentence of the reader's language. Entered by everything that prints.
import enSignIn from '../../web/i18n/en/signInCauses.json' with { type: 'json' }
import frSignIn from '../../web/i18n/fr/signInCauses.json' with { type: 'json' }
import { en, type TextKey } from './en.ts'
import { fr } from './fr.ts'

export const languages = ['en', 'fr'] as const
export type Language = (typeof languages)[number]
export type Values = Record<string, string | number>
export type Say = (key: TextKey, values?: Values) => string

const texts = { en, fr }
const signIn: Record<Language, Record<string, string>> = { en: enSignIn, fr: frSignIn }

export const isKey = (key: string): key is TextKey => key in en

export const sayIn =
  (language: Language): Say =>
  (key, values = {}) =>
    texts[language][key].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

/** What to do about a refused sign-in, in the very words of the web interface; null for a word that is no such cause. */
export const signInMend = (language: Language, cause: string): string | null => signIn[language][`mend.${cause}`] ?? null

/** As POSIX reads it: the first that is set decides. */
export function languageOf(env: Record<string, string | undefined>): Language {
  const set = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  return /^fr([_.@-]|$)/i.test(set) ? 'fr' : 'en'
}
