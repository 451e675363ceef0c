// `tenantry sync now`: asks for readings of customers, or of Microsoft's lists of them, before those that are merely due. Entered by run.ts.
import { askForPulls, pullResources } from '../../contract/pulls.ts'
import { syncNow as askForLists } from '../../contract/sync.ts'
import type { Asked } from '../arguments.ts'
import { ask } from '../server/ask.ts'
import type { Server } from '../server/find-server.ts'
import { type ExitCode, exitCodes, type Speaking, type Surroundings } from '../surroundings.ts'

type Wanted = Pick<Asked, 'json' | 'lists' | 'resources' | 'tenantIds'>

export async function syncNow(around: Surroundings, { say }: Speaking, server: Server, wanted: Wanted): Promise<ExitCode> {
  const { json, lists, resources, tenantIds } = wanted
  // --lists alone asks for nothing else.
  const pulls =
    lists && resources.length === 0 && tenantIds.length === 0
      ? null
      : await ask(server, askForPulls, {
          resources: resources.length > 0 ? resources : pullResources,
          customers: tenantIds.length > 0 ? { tenantIds } : { all: true },
        })
  const sync = lists ? await ask(server, askForLists) : null
  if (json) around.write(`${JSON.stringify({ ...pulls, ...(sync && { lists: sync }) })}\n`)
  else {
    if (sync) around.write(`${say('sync.listsAsked')}\n`)
    if (pulls) around.write(`${say('sync.asked', { asked: pulls.asked })}\n`)
  }
  return exitCodes.well
}
