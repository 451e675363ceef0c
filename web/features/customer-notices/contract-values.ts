// Values of the contract the browser needs, without its validation library; the compiler holds them to the contract's.
import type { noticePlaceholders as contractPlaceholders, NoticeKind, NoticeLanguage } from '../../../contract/notice-templates.ts'

export const noticeKinds = ['opened', 'updated', 'resolved'] as const satisfies readonly NoticeKind[]
export const noticeLanguages = ['fr', 'en'] as const satisfies readonly NoticeLanguage[]
export const noticePlaceholders: typeof contractPlaceholders = [
  'customer',
  'service',
  'title',
  'issue',
  'since',
  'ended',
  'meanwhile',
  'nextUpdate',
  'partner',
  'sender',
]

/** As many customers as one sending may name. */
export const mostChosen = 1_000
