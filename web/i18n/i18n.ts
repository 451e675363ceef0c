// Starts i18next with one language and changes it later; texts are ICU messages with flat keys. Entered by main.tsx and the language menu.
import i18next from 'i18next'
import ICU from 'i18next-icu'
import { initReactI18next } from 'react-i18next'
import { chooseLocale, type Language, type Locale, languageCookie, languageOf } from './locales.ts'

const texts: Record<Language, () => Promise<{ resources: Record<string, Record<string, string>> }>> = {
  en: () => import('./all-en.ts'),
  fr: () => import('./all-fr.ts'),
}

async function load(locale: Locale): Promise<void> {
  if (i18next.hasResourceBundle(locale, 'common')) return
  const { resources } = await texts[languageOf(locale)]()
  for (const [path, messages] of Object.entries(resources)) {
    const namespace = path.slice(path.lastIndexOf('/') + 1, -'.json'.length)
    i18next.addResourceBundle(locale, namespace, messages)
  }
}

export async function startLanguage(): Promise<void> {
  const locale = chooseLocale(document.cookie, navigator.languages)
  await i18next
    .use(ICU)
    .use(initReactI18next)
    .init({
      lng: locale,
      fallbackLng: false,
      defaultNS: 'common',
      ns: [],
      resources: {},
      keySeparator: false,
      interpolation: { escapeValue: false },
      react: { useSuspense: false },
    })
  await load(locale)
  document.documentElement.lang = locale
}

export async function chooseLanguage(locale: Locale): Promise<void> {
  await load(locale)
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every supported browser.
  document.cookie = `${languageCookie}=${locale}; path=/; max-age=31536000; samesite=lax`
  document.documentElement.lang = locale
  await i18next.changeLanguage(locale)
}

export const currentLocale = (): Locale => i18next.language as Locale
