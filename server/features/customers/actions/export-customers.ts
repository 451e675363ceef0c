// Starts a download: recorded, bounded in number, then streamed.
import type { z } from 'zod'
import type { exportCustomers as contract } from '../../../../contract/customers.ts'
import { AppError } from '../../../base/errors.ts'
import type { Scope } from '../../../db/scope.ts'
import { announce } from '../../../facts/announce.ts'
import { styleOf } from '../customers.csv.ts'
import { exportCustomers } from '../queries/export-customers.ts'

/** Each download holds a database connection while it runs; more at once, or one without an end, would starve the screens. */
const mostAtOnce = 3
export const longestDownloadMs = 10 * 60_000
let running = 0

type Query = z.output<(typeof contract)['query']>
/** `release` gives the place back; call it when the answer is over, however it ended. Calling it again does nothing. */
type Export = { fileName: string; lines: AsyncGenerator<string>; release: () => void }

export async function startExport(scope: Scope, query: Query): Promise<Export> {
  const { what, flavour, language, timeZone, ...filter } = query
  if (!isTimeZone(timeZone))
    throw new AppError('invalid_input', { detail: `${timeZone} is not a known time zone. Use an IANA name such as Europe/Paris.` })
  const release = takePlace()
  try {
    await scope.db.transaction().execute((trx) => announce(trx, scope, { kind: 'customers.exported', data: { what, flavour, filter } }))
  } catch (error) {
    release()
    throw error
  }
  const lines = exportCustomers(scope, what === 'everything' ? 'everything' : filter, styleOf(flavour, language, timeZone))
  return { fileName: fileNameOf(query), lines: released(lines, release), release }
}

function takePlace(): () => void {
  if (running >= mostAtOnce)
    throw new AppError('too_many_requests', { detail: 'Several downloads are running. Try again when one has ended.' })
  running += 1
  let taken = true
  return () => {
    if (taken) running -= 1
    taken = false
  }
}

async function* released(lines: AsyncGenerator<string>, release: () => void): AsyncGenerator<string> {
  try {
    yield* lines
  } finally {
    release()
  }
}

function fileNameOf({ language, what, view }: Query): string {
  const day = new Date().toISOString().slice(0, 10)
  return `${language.startsWith('fr') ? 'clients' : 'customers'}-${what === 'view' ? view : 'everything'}-${day}.csv`
}

/** PostgreSQL reads an offset such as +01:00 with the opposite sign, so only names will do. */
function isTimeZone(name: string): boolean {
  if (/^[+-]/.test(name)) return false
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
