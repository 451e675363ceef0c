// What the ledger of notices keeps in its address. Entered by routes.tsx.
import { textParam } from '../../search-params.ts'

const names = ['search', 'state', 'issueId', 'channelId', 'userId', 'whose', 'why', 'person'] as const
export type LedgerSearch = Partial<Record<(typeof names)[number], string>>

export const ledgerSearch = (raw: Record<string, unknown>): LedgerSearch =>
  Object.fromEntries(names.map((name) => [name, textParam(raw[name])]))
