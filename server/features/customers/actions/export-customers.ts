// Starts a download of the customer list: recorded, then streamed.
import type { z } from 'zod'
import type { exportCustomers as contract } from '../../../../contract/customers.ts'
import { styleOf } from '../../../db/csv.ts'
import type { Scope } from '../../../db/scope.ts'
import { announce } from '../../../facts/announce.ts'
import { type Download, startDownload } from '../../../http/csv-download.ts'
import { exportCustomers } from '../queries/export-customers.ts'

type Query = z.output<(typeof contract)['query']>

export function startExport(scope: Scope, query: Query): Promise<Download> {
  const { what, flavour, language, timeZone, ...filter } = query
  return startDownload(timeZone, async () => {
    await scope.db.transaction().execute((trx) => announce(trx, scope, { kind: 'customers.exported', data: { what, flavour, filter } }))
    const lines = exportCustomers(scope, what === 'everything' ? 'everything' : filter, styleOf(flavour, language, timeZone))
    return { fileName: fileNameOf(query), lines }
  })
}

function fileNameOf({ language, what, view }: Query): string {
  const day = new Date().toISOString().slice(0, 10)
  return `${language.startsWith('fr') ? 'clients' : 'customers'}-${what === 'view' ? view : 'everything'}-${day}.csv`
}
