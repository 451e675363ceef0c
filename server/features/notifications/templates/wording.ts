// Every sentence a notice may need, as each language must give it. Entered by texts.en.ts and texts.fr.ts.
import type { EndingNotice, IssueNotice } from './notice.ts'

export type Texts = {
  kind: Record<IssueNotice['kind'], string>
  moment: Record<IssueNotice['moment'], string>
  /** Instead of resolved, where Microsoft still works on it. */
  notReported: string
  stillGoingOn: string
  /** Instead of resolved, for whom only incidents are told. */
  lowered: string
  isAdvisoryNow: string
  status: Record<string, string>
  /** A name before its value, with the colon as the language sets it. */
  labelled(name: string, value: string): string
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
  ending: Record<EndingNotice['kind'], { subject(n: string, one: boolean): string; lead: string }>
  ends(at: string): string
  test: Record<'subject' | 'lead' | 'sample', string>
  csv: Record<'tenantId' | 'name' | 'domain' | 'country' | 'since' | 'until' | 'because', string>
  csvName: string
}
