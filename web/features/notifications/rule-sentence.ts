// A rule as a sentence a person can read aloud: what, whom it hits, when, how fast, in which language, and when not. Entered by RuleItem and RuleEditor.
import { useTranslation } from 'react-i18next'
import type { RuleSettings } from '../../../contract/notifications.ts'
import { useFormat } from '../../i18n/format.ts'
import { localeNames } from '../../i18n/locales.ts'

type Said = Pick<
  RuleSettings,
  'kinds' | 'moments' | 'services' | 'customers' | 'atLeast' | 'language' | 'quietHours' | 'escalation' | 'delivery'
>

/** `tagNames` gives the names of the tags that are known; a tag that is gone is counted. */
export function useRuleSentence(tagNames: ReadonlyMap<string, string>): (rule: Said) => string {
  const { t, i18n } = useTranslation('notifications')
  const format = useFormat()
  return (rule) => {
    const what = t('sentence.what', {
      kinds: format.list(rule.kinds.map((kind) => t(`kinds.${kind}`))),
      services: rule.services.length > 0 ? format.list(rule.services) : t('sentence.allServices'),
    })
    const parts = [what, whom(rule), when(rule), how(rule)]
    return t('sentence', { what: capital(parts[0] ?? ''), whom: parts[1], when: parts[2], how: parts[3] })
  }

  function whom({ customers, atLeast }: Said): string {
    const { flagged, tagIds = [], country } = customers
    const limits = [
      ...(flagged ? [t('sentence.flagged')] : []),
      ...(tagIds.length > 0
        ? [t('sentence.tagged', { tags: format.list(tagIds.map((id) => tagNames.get(id) ?? t('sentence.unknownTag'))) })]
        : []),
      ...(country ? [t('sentence.inCountry', { country: format.country(country) })] : []),
    ]
    const who = limits.length > 0 ? t('sentence.some', { limits: format.list(limits) }) : t('sentence.everyone')
    return atLeast > 1 ? t('sentence.atLeast', { count: atLeast, who }) : who
  }

  function when({ moments }: Said): string {
    return format.list(moments.map((moment) => t(`moments.${moment}`)))
  }

  function how({ delivery, language, quietHours, escalation }: Said): string {
    const pace =
      delivery.how === 'immediately'
        ? t('sentence.immediately')
        : delivery.how === 'daily'
          ? t('sentence.daily', { hour: delivery.hour })
          : t('sentence.weekly', { hour: delivery.hour, weekday: weekdayName(delivery.weekday, i18n.language) })
    const spoken = t('sentence.language', { language: localeNames[language] })
    if (!quietHours) return `${pace}, ${spoken}`
    const severe = [
      ...(escalation.interruption ? [t('sentence.interruption')] : []),
      ...(escalation.customersAbove !== null ? [t('sentence.above', { count: escalation.customersAbove })] : []),
    ]
    const { from, to } = quietHours
    const quiet =
      severe.length > 0 ? t('sentence.quietUnless', { from, to, severe: severe.join(t('sentence.or')) }) : t('sentence.quiet', { from, to })
    return `${pace}, ${spoken}, ${quiet}`
  }
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)

/** 1 is Monday; the first of January 2024 was one. */
export const weekdayName = (weekday: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, weekday)))
