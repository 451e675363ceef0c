// The sentences of notices in both languages, and dates and numbers as their reader writes them.
import type { NoticeLanguage } from '../../../../contract/notifications.ts'
import type { IssueNotice, Reader } from './notice.ts'
import { en } from './texts.en.ts'
import { fr } from './texts.fr.ts'

export type Texts = {
  kind: Record<IssueNotice['kind'], string>
  moment: Record<IssueNotice['moment'], string>
  status: Record<string, string>
  /** `n` as written, `one` where the grammar of the language wants the singular. */
  hits(n: string, one: boolean, some: boolean): string
  hit(n: string, one: boolean, some: boolean): string
  before(n: string): string
  nobodyYet: string
  andMore(n: string, one: boolean): string
  attached: string
  tooLong: string
  facts: Record<'service' | 'feature' | 'status' | 'number' | 'started' | 'ended' | 'customers', string>
  impact: string
  lastPost(at: string | null): string
  original: string
  open: string
  why(ruleName: string): string
  change: string
  unknown: string
  digest: Record<'subject' | 'lead', (n: string, one: boolean) => string>
  test: Record<'subject' | 'lead' | 'sample', string>
  csv: Record<'tenantId' | 'name' | 'domain' | 'country' | 'since' | 'until', string>
  csvName: string
}

export const textsOf = (language: NoticeLanguage): Texts => (language.startsWith('fr') ? fr : en)

export const numberIn = ({ language }: Reader, n: number): string => n.toLocaleString(language)

/** French counts 0 and 1 as one, English 1 alone. */
export const isOne = ({ language }: Reader, n: number): boolean => new Intl.PluralRules(language).select(n) === 'one'

export const dateIn = ({ language, timeZone }: Reader, at: Date): string =>
  at.toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short', timeZone })

/** Microsoft adds words; one that is new to us is shown as sent. */
export const statusIn = (texts: Texts, status: string): string => texts.status[status.toLowerCase()] ?? status
