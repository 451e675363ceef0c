// What a person reads when everything runs: one address, and who can sign in. Pure.
import type { StackReady } from '../stack/stack.ts'

/** Columns as wide as their longest cell; the last one runs free. */
export function table(rows: string[][]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  return rows
    .map((row) => `  ${row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('   ')}`)
    .join('\n')
}

export function welcome({ product, simulator, inbox, accounts, dataDir }: StackReady): string {
  const people = accounts.map(({ username, organisation, note }) => [username, organisation, note])
  return [
    '',
    `  Tenantry runs on ${product}`,
    '',
    '  Sign in as one of these; the simulated cloud asks for no password.',
    '',
    table([['Account', 'Organisation', 'Who it is'], ...people]),
    '',
    `  Simulated cloud  ${simulator}   its inbox  ${inbox}`,
    `  Data and logs    ${dataDir}`,
    '',
    '  Ctrl-C stops everything. The data stays.',
    '',
  ].join('\n')
}
