// Chooses the language; in the top bar and on the sign-in page.
import { useTranslation } from 'react-i18next'
import { chooseLanguage } from '../i18n/i18n.ts'
import { type Locale, localeNames, locales } from '../i18n/locales.ts'
import { MenuOpener, type MenuPlace } from './MenuOpener.tsx'
import { showToast } from './toasts.tsx'

export function LanguageMenu({ place }: { place?: MenuPlace }) {
  const { t, i18n } = useTranslation('frame')
  const choose = (locale: string) =>
    chooseLanguage(locale as Locale).catch(() => showToast({ text: t('language.failed'), tone: 'problem' }))
  return (
    <MenuOpener
      label={t('language.label', { language: i18n.language.slice(0, 2).toUpperCase() })}
      place={place}
      entries={locales.map((locale) => ({ kind: 'one', key: locale, group: 'language', label: localeNames[locale], lang: locale }))}
      picked={{ language: [i18n.language] }}
      onPick={(_, [locale]) => locale && choose(locale)}
    >
      {i18n.language.slice(0, 2).toUpperCase()}
    </MenuOpener>
  )
}
