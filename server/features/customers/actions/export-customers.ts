// Starts a download: recorded, bounded in number, then streamed.
import type { z } from 'zod'
import type { exportCustomers as contract } from '../../../../contract/customers.ts'
import { AppError } from '../../../base/errors.ts'
import type { Scope } from '../../../db/scope.ts'
import { announce } from '../../../facts/announce.ts'
import { styleOf } from '../customers.csv.ts'
import { exportCustomers } from '../queries/export-customers.ts'

/** Each download holds a database connection while it runs; more at once would starve the screens. */
const mostAtOnce = 3
let running = 0

type Export = { fileName: string; lines: AsyncGenerator<string> }

export async function startExport(
  scope: Scope,
  { what, flavour, language, timeZone, ...filter }: z.output<(typeof contract)['query']>,
): Promise<Export> {
  if (running >= mostAtOnce)
    throw new AppError('too_many_requests', { detail: 'Several downloads are running. Try again when one has ended.' })
  if (!isTimeZone(timeZone))
    throw new AppError('invalid_input', { detail: `${timeZone} is not a known time zone. Use an IANA name such as Europe/Paris.` })
  await scope.db.transaction().execute((trx) => announce(trx, scope, { kind: 'customers.exported', data: { what, flavour, filter } }))
  const lines = counted(exportCustomers(scope, what === 'everything' ? 'everything' : filter, styleOf(flavour, language, timeZone)))
  const day = new Date().toISOString().slice(0, 10)
  return {
    fileName: `${language.startsWith('fr') ? 'clients' : 'customers'}-${what === 'view' ? filter.view : 'everything'}-${day}.csv`,
    lines,
  }
}

async function* counted(lines: AsyncGenerator<string>): AsyncGenerator<string> {
  running += 1
  try {
    yield* lines
  } finally {
    running -= 1
  }
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
