// Starts i18next with one language and changes it later; texts are ICU messages with flat keys. What only some pages say is loaded
// with them. Entered by main.tsx, the language menu and the routes.
import i18next from 'i18next'
import ICU from 'i18next-icu'
import { initReactI18next } from 'react-i18next'
import { chooseLocale, type Language, type Locale, languageCookie, languageOf } from './locales.ts'
import type { PageNamespace } from './page-namespaces.ts'
import { fillPlainText } from './plain-text.ts'

const texts: Record<Language, () => Promise<{ resources: Record<string, Record<string, string>> }>> = {
  en: () => import('./all-en.ts'),
  fr: () => import('./all-fr.ts'),
}
const pageTexts = import.meta.glob<Record<string, string>>(
  './*/{absence,connection,customerNotices,messages,notifications,serviceHealth,signInCauses,statusLinks,tags}.json',
  {
    import: 'default',
  },
)

/** Most texts have nothing to fill in, or a name. Reading them as ICU messages would cost more than showing them, at every start. */
function sparingIcu(): InstanceType<typeof ICU> {
  // Its types leave out what i18next calls.
  const icu = new ICU() as InstanceType<typeof ICU> & {
    parse: (text: string, values: Record<string, unknown>, ...more: unknown[]) => string
  }
  const read = icu.parse.bind(icu)
  icu.parse = (text, values, ...more) => (/[{'<]/.test(text) ? (fillPlainText(text, values) ?? read(text, values, ...more)) : text)
  return icu
}

/** Of the pages that were opened: changing the language changes them as well. */
const wanted = new Set<PageNamespace>()
const started = Promise.withResolvers<void>()

async function load(locale: Locale): Promise<void> {
  await Promise.all([loadCommon(locale), ...[...wanted].map((namespace) => loadNamespace(locale, namespace))])
}

async function loadCommon(locale: Locale): Promise<void> {
  if (i18next.hasResourceBundle(locale, 'common')) return
  const { resources } = await texts[languageOf(locale)]()
  for (const [path, messages] of Object.entries(resources)) {
    const namespace = path.slice(path.lastIndexOf('/') + 1, -'.json'.length)
    i18next.addResourceBundle(locale, namespace, messages)
  }
}

async function loadNamespace(locale: Locale, namespace: PageNamespace): Promise<void> {
  if (i18next.hasResourceBundle(locale, namespace)) return
  const messages = await pageTexts[`./${languageOf(locale)}/${namespace}.json`]?.()
  i18next.addResourceBundle(locale, namespace, messages)
}

/** What a page or a part of one says, loaded beside its code: `needTexts(() => import('./Page.tsx'), 'connection')`. */
export async function needTexts<Code>(code: () => Promise<Code>, ...namespaces: PageNamespace[]): Promise<Code> {
  const coming = code()
  await started.promise
  for (const namespace of namespaces) wanted.add(namespace)
  const locale = currentLocale()
  await Promise.all(namespaces.map((namespace) => loadNamespace(locale, namespace)))
  return coming
}

export async function startLanguage(): Promise<void> {
  const locale = chooseLocale(document.cookie, navigator.languages)
  await i18next
    .use(sparingIcu())
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
  started.resolve()
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
