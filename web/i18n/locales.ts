// The languages the product speaks and how one is chosen: a cookie, otherwise the browser's preference. Pure.

export const locales = ['en-US', 'en-GB', 'fr-FR', 'fr-CA'] as const
export type Locale = (typeof locales)[number]
export type Language = 'en' | 'fr'

export const languageCookie = 'tenantry-language'

/** Names as their own speakers write them, so never translated. */
export const localeNames: Record<Locale, string> = {
  'en-US': 'English (United States)',
  'en-GB': 'English (United Kingdom)',
  'fr-FR': 'Français (France)',
  'fr-CA': 'Français (Canada)',
}

export const languageOf = (locale: Locale): Language => (locale.startsWith('fr') ? 'fr' : 'en')

/** The locale for a cookie header and the browser's languages, best first. */
export function chooseLocale(cookies: string, preferred: readonly string[]): Locale {
  const stored = cookies.match(/(?:^|;\s*)tenantry-language=([\w-]+)/)?.[1]
  for (const wanted of stored ? [stored, ...preferred] : preferred) {
    const match = closest(wanted)
    if (match) return match
  }
  return 'en-US'
}

function closest(wanted: string): Locale | undefined {
  const lower = wanted.toLowerCase()
  const exact = locales.find((locale) => locale.toLowerCase() === lower)
  if (exact) return exact
  const [language] = lower.split('-')
  if (language === 'fr') return 'fr-FR'
  // Outside the United States, English readers expect the day before the month.
  if (language === 'en') return lower === 'en' ? 'en-US' : 'en-GB'
  return undefined
}
