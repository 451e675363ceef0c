// Verifies one step by its live checks and shows what they found. Entered by connect.ts.
import { type ConnectionStep, checkConnection, connectionSteps } from '../../contract/connection.ts'
import { checkLines } from '../doctor/check-lines.ts'
import { ask } from '../server/ask.ts'
import type { Guide } from './guide.ts'

/** `undone` where something failed, or was skipped for an earlier failure. */
export type Verdict = 'verified' | 'warned' | 'undone'

export async function verify({ around, speaking, server }: Guide, step: ConnectionStep): Promise<Verdict> {
  const { results } = await ask(server, checkConnection, { checks: connectionSteps[step] })
  for (const result of results) around.write(checkLines(speaking, result))
  const states = new Set(results.map(({ state }) => state))
  if (states.has('failed') || states.has('skipped')) return 'undone'
  return states.has('warning') ? 'warned' : 'verified'
}
