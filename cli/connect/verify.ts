// Verifies one step by its live checks and shows what they found. Entered by connect.ts.
import { type ConnectionStep, checkConnection, connectionSteps } from '../../contract/connection.ts'
import { checkLines } from '../doctor/check-lines.ts'
import { ask } from '../server/ask.ts'
import type { Guide } from './guide.ts'

/** True where nothing failed and nothing was skipped for an earlier failure. */
export async function verify({ around, speaking, server }: Guide, step: ConnectionStep): Promise<boolean> {
  const { results } = await ask(server, checkConnection, { checks: connectionSteps[step] })
  for (const result of results) around.write(checkLines(speaking, result))
  return results.every(({ state }) => state === 'ok' || state === 'warning')
}
