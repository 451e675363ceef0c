// The sentences of notices in both languages, and dates and numbers as their reader writes them.
import type { NoticeLanguage } from '../../../../contract/notifications.ts'
import type { IssueNotice, Reader } from './notice.ts'
import { en } from './texts.en.ts'
import { fr } from './texts.fr.ts'
import type { Texts } from './wording.ts'

export const textsOf = (language: NoticeLanguage): Texts => (language.startsWith('fr') ? fr : en)

export const momentIn = (texts: Texts, { moment, why }: Pick<IssueNotice, 'moment' | 'why'>): string =>
  why === null || why === 'resolved' ? texts.moment[moment] : why === 'lowered' ? texts.lowered : texts.notReported

export const numberIn = ({ language }: Reader, n: number): string => n.toLocaleString(language)

/** French counts 0 and 1 as one, English 1 alone. */
export const isOne = ({ language }: Reader, n: number): boolean => new Intl.PluralRules(language).select(n) === 'one'

export const dateIn = ({ language, timeZone }: Reader, at: Date): string =>
  at.toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short', timeZone })

/** Of an end that is a day: no time of day. */
export const dayIn = ({ language, timeZone }: Reader, at: Date): string => at.toLocaleDateString(language, { dateStyle: 'long', timeZone })

/** Microsoft adds words; one that is new to us is shown as sent. */
export const statusIn = (texts: Texts, status: string): string => texts.status[status.toLowerCase()] ?? status
