// Decisions about telling customers: in which language, what there is to tell, and how a template becomes a message. Pure.
import type { NoticeWords } from '../../../contract/customer-notices.ts'
import {
  type Message,
  type NoticeKind,
  type NoticeLanguage,
  type NoticePlaceholder,
  noticePlaceholders,
} from '../../../contract/notice-templates.ts'
import type { StoredPost } from '../../db/tables/service-health.ts'

/** Countries whose companies write French, or English, as a rule; Belgium, Canada, Switzerland and others are neither. */
const speak: Record<NoticeLanguage, ReadonlySet<string>> = {
  fr: new Set('FR MC GP MQ GF RE YT PM BL MF NC PF WF SN CI ML BF NE TG BJ GA CG CD GN TD CF DJ KM MG HT LU TN DZ MA'.split(' ')),
  en: new Set('GB IE US AU NZ IM JE GG GI MT ZA NG GH KE UG TZ ZM ZW IN SG PH JM TT BB BS'.split(' ')),
}

type Reader = { language: string | null; country: string | null }
export type ChosenLanguage = { language: NoticeLanguage; languageFrom: 'customer' | 'country' | 'default' }

/** What it reads by its own profile where that is one of ours, else by its country, else the partner's default. */
export function languageFor({ language, country }: Reader, fallback: NoticeLanguage): ChosenLanguage {
  const own = language?.toLowerCase().split(/[-_]/)[0]
  if (own === 'fr' || own === 'en') return { language: own, languageFrom: 'customer' }
  if (country && speak.fr.has(country)) return { language: 'fr', languageFrom: 'country' }
  if (country && speak.en.has(country)) return { language: 'en', languageFrom: 'country' }
  return { language: fallback, languageFrom: 'default' }
}

/** The first word is that it has begun, as long as there is anybody who was not told so (`told`: everyone was). An end is told as such. */
export const kindNow = ({ resolved, told }: { resolved: boolean; told: boolean }): NoticeKind =>
  resolved ? 'resolved' : told ? 'updated' : 'opened'

/** "Next update by: Wednesday, November 26, 2026, at 8:00 PM UTC" in the latest post, where it still lies ahead. */
export function nextUpdateOf(posts: readonly StoredPost[], now: Date): Date | null {
  const last = [...posts].sort((one, other) => (one.at ?? '').localeCompare(other.at ?? '')).at(-1)
  const text = last?.content.replace(/<[^>]*>/g, '\n').replaceAll('&nbsp;', ' ') ?? ''
  const said = /next update by:?\s*([^\n]{6,60})/i.exec(text)?.[1]
  if (!said) return null
  const at = new Date(
    said
      .replace(/,?\s+at\s+/i, ' ')
      .replace(/[.\s]+$/, '')
      .replace(/^(\d{4}-\d\d-\d\d),/, '$1'),
  )
  return Number.isNaN(at.getTime()) || at <= now ? null : at
}

const braces = /\{([^{}\n]*)\}/g
const known: readonly string[] = noticePlaceholders

/** The placeholders of a template that are not on the list, as written. */
export const unknownPlaceholders = ({ subject, body }: Message): string[] => [
  ...new Set([...`${subject}\n${body}`.matchAll(braces)].flatMap(([whole, name = '']) => (known.includes(name) ? [] : [whole]))),
]

export type Values = Record<NoticePlaceholder, string>

/** Once and in one go: what a customer is called is text, also where it looks like a placeholder. A subject is one line. */
export function fill({ subject, body }: Message, values: Values): Message {
  const put = (text: string) =>
    text.replace(braces, (whole, name: string) => (known.includes(name) ? values[name as NoticePlaceholder] : whole))
  return { subject: oneLine(put(subject)).slice(0, 250), body: put(body) }
}

const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim()

export type Told = {
  customer: { name: string; country: string | null }
  issue: { issueId: string; service: string; title: string; startsAt: Date | null; endsAt: Date | null }
  /** When it began to hit this customer; stands in where Microsoft gives no beginning. */
  since: Date
  nextUpdateAt: Date | null
  words: NoticeWords
  partner: string
  sender: string
}

const sentences = {
  fr: {
    meanwhile: 'nous ne connaissons pas encore de solution de contournement.',
    byThen: (at: string) => `au plus tard le ${at}.`,
    someTime: 'dès que Microsoft nous en dit plus.',
    notYet: 'pas encore terminé',
  },
  en: {
    meanwhile: 'we know of no way around it yet.',
    byThen: (at: string) => `by ${at}.`,
    someTime: 'as soon as Microsoft tells us more.',
    notYet: 'not over yet',
  },
}

/** What stands in for each placeholder, as the reader's language and country write it. */
export function valuesFor(language: NoticeLanguage, told: Told): Values {
  const { customer, issue, words } = told
  const say = sentences[language]
  const when = (at: Date) => moment(at, language, customer.country)
  const next = told.nextUpdateAt ? say.byThen(when(told.nextUpdateAt)) : say.someTime
  return {
    customer: oneLine(customer.name),
    service: issue.service,
    title: oneLine(issue.title),
    issue: issue.issueId,
    since: when(issue.startsAt ?? told.since),
    ended: issue.endsAt ? when(issue.endsAt) : say.notYet,
    meanwhile: words.meanwhile.trim() || say.meanwhile,
    nextUpdate: words.nextUpdate.trim() || next,
    partner: oneLine(told.partner),
    sender: oneLine(told.sender),
  }
}

/** In the time of the customer's country where it has but one, else in UTC; the zone is always named. */
export function moment(at: Date, language: NoticeLanguage, country: string | null): string {
  const locale = language === 'fr' ? (country === 'CA' ? 'fr-CA' : 'fr-FR') : country === 'US' ? 'en-US' : 'en-GB'
  const written = (timeZone: string) =>
    new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZone,
      timeZoneName: 'short',
    }).format(at)
  const times = [...new Set(zonesOf(country).map(written))]
  return times.length === 1 && times[0] ? times[0] : written('UTC')
}

function zonesOf(country: string | null): readonly string[] {
  if (!country || !/^[A-Z]{2}$/.test(country)) return []
  return (new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?(): string[] }).getTimeZones?.() ?? []
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** The very same words as HTML: whatever a name or a person's text holds stays text. */
export function asHtml(body: string, language: NoticeLanguage): string {
  const escaped = body.replace(/[&<>"]/g, (letter) => escapes[letter] ?? letter)
  const paragraphs = escaped.split(/\n{2,}/).map((part) => `<p style="margin:0 0 1em">${part.replaceAll('\n', '<br>')}</p>`)
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head><body style="margin:0;padding:16px;max-width:640px;font:15px/1.5 'Segoe UI',Arial,sans-serif">${paragraphs.join('')}</body></html>`
}
