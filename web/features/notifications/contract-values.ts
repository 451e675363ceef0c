// Values of the contract the browser needs, without its validation library; the compiler holds them to the contract's.
import type { noticeStates as contractStates } from '../../../contract/notice-ledger.ts'
import type {
  noticeKinds as contractKinds,
  noticeLanguages as contractLanguages,
  ruleMoments as contractRuleMoments,
} from '../../../contract/notifications.ts'

export const noticeKinds: typeof contractKinds = ['incident', 'advisory', 'delegation-ending', 'subscription-ending']
export const ruleMoments: typeof contractRuleMoments = ['opened', 'updated', 'resolved']
export const noticeLanguages: typeof contractLanguages = ['en-US', 'en-GB', 'fr-FR', 'fr-CA']
export const noticeStates: typeof contractStates = ['waiting', 'held', 'failed', 'sent', 'suppressed', 'givenUp', 'returned']
