// Starts a download of an issue's customers: recorded, then streamed.
import type { z } from 'zod'
import type { exportAffected as contract } from '../../../../contract/service-health.ts'
import { styleOf } from '../../../db/csv.ts'
import type { Scope } from '../../../db/scope.ts'
import { announce } from '../../../facts/announce.ts'
import { type Download, startDownload } from '../../../http/csv-download.ts'
import { exportAffected } from '../queries/affected.ts'

type Query = z.output<(typeof contract)['query']>

export function startAffectedExport(scope: Scope, issueId: string, query: Query): Promise<Download> {
  const { flavour, language, timeZone, ...filter } = query
  return startDownload(timeZone, async () => {
    const lines = await exportAffected(scope, issueId, filter, styleOf(flavour, language, timeZone))
    await scope.db
      .transaction()
      .execute((trx) => announce(trx, scope, { kind: 'issue-customers.exported', data: { issueId, flavour, filter } }))
    const day = new Date().toISOString().slice(0, 10)
    return { fileName: `${issueId}-${language.startsWith('fr') ? 'clients' : 'customers'}-${filter.which}-${day}.csv`, lines }
  })
}
