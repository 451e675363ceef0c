// `tenantry doctor`: every check of the connection, one after the other, and what to do. Entered by run.ts.
import { type CheckResult, checkConnection, readConnection } from '../../contract/connection.ts'
import { ask } from '../server/ask.ts'
import type { Server } from '../server/find-server.ts'
import { type ExitCode, exitCodes, type Speaking, type Surroundings } from '../surroundings.ts'
import { checkLines, mendText } from './check-lines.ts'
import { settingsUrl } from './settings-url.ts'

export async function doctor(around: Surroundings, speaking: Speaking, server: Server, json: boolean): Promise<ExitCode> {
  const { say } = speaking
  const connection = await ask(server, readConnection)
  if (!json) around.write(`${say('doctor.title', { partnerId: connection.partnerId, url: server.url })}\n\n`)
  const { results } = await ask(server, checkConnection, {})
  const counts = countsOf(results)
  const code = counts.failed > 0 ? exitCodes.failed : exitCodes.well
  if (json) {
    const told = results.map((result) => ({ ...result, mend: mendText(speaking, result) }))
    around.write(`${JSON.stringify({ partnerId: connection.partnerId, url: server.url, ok: code === exitCodes.well, results: told })}\n`)
    return code
  }
  for (const result of results) around.write(checkLines(speaking, result))
  const { failed, warning: warnings, skipped } = counts
  const settings = settingsUrl(connection, server)
  if (failed > 0) around.write(`\n${say('doctor.failed', { failed, skipped, settings })}\n`)
  else around.write(`\n${warnings > 0 ? say('doctor.warnings', { warnings }) : say('doctor.allWell')}\n`)
  return code
}

function countsOf(results: readonly CheckResult[]): Record<CheckResult['state'], number> {
  const counts = { ok: 0, warning: 0, failed: 0, skipped: 0 }
  for (const { state } of results) counts[state] += 1
  return counts
}
