// `tenantry sync now`: asks for readings before those that are merely due. Entered by run.ts.
import { askForPulls, pullResources } from '../../contract/pulls.ts'
import type { Asked } from '../arguments.ts'
import { ask } from '../server/ask.ts'
import type { Server } from '../server/find-server.ts'
import { type ExitCode, exitCodes, type Speaking, type Surroundings } from '../surroundings.ts'

type Wanted = Pick<Asked, 'json' | 'resources' | 'tenantIds'>

export async function syncNow(around: Surroundings, { say }: Speaking, server: Server, wanted: Wanted): Promise<ExitCode> {
  const { json, resources, tenantIds } = wanted
  const answer = await ask(server, askForPulls, {
    resources: resources.length > 0 ? resources : pullResources,
    customers: tenantIds.length > 0 ? { tenantIds } : { all: true },
  })
  around.write(json ? `${JSON.stringify(answer)}\n` : `${say('sync.asked', { asked: answer.asked })}\n`)
  return exitCodes.well
}
