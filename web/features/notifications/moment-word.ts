// What a moment of the ledger is called: an end says why it is one. Pure; entered by the ledger and by "why did I get no mail?".
import type { LedgerEntry } from '../../../contract/notice-ledger.ts'

type Moment = { moment: LedgerEntry['moment']; ending: LedgerEntry['ending'] }
type Word = LedgerEntry['moment'] | Exclude<NonNullable<LedgerEntry['ending']>, 'resolved'>

export const momentWord = ({ moment, ending }: Moment): Word =>
  moment === 'resolved' && ending !== null && ending !== 'resolved' ? ending : moment
