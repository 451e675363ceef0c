// `tenantry sync status`: how Microsoft's lists and the reading of every customer stand, and what to do about what fails. Entered by run.ts.
import { type ListState, type PullFailureGroup, type PullResourceState, type PullsOverview, readPulls } from '../../contract/pulls.ts'
import { colon, dateText } from '../doctor/check-lines.ts'
import { mendOf } from '../doctor/mend.ts'
import { ask } from '../server/ask.ts'
import type { Server } from '../server/find-server.ts'
import { type ExitCode, exitCodes, type Speaking, type Surroundings } from '../surroundings.ts'
import { printable } from '../texts/printable.ts'
import { listWord, webMend } from '../texts/say.ts'

export async function syncStatus(around: Surroundings, speaking: Speaking, server: Server, json: boolean): Promise<ExitCode> {
  const overview = await ask(server, readPulls)
  if (json) around.write(`${JSON.stringify(overview)}\n`)
  else around.write(overviewText(speaking, server, overview))
  const { lists, resources } = overview
  const isWell =
    lists.every(({ failure }) => failure === null) && resources.every(({ failing, stopped }) => failing === 0 && stopped === null)
  return isWell ? exitCodes.well : exitCodes.failed
}

function overviewText(speaking: Speaking, { url }: Server, { lists, resources, failures }: PullsOverview): string {
  const { say } = speaking
  const lines = [
    say('sync.title', { url }),
    '',
    ...lists.flatMap((state) => listLines(speaking, state)),
    '',
    ...resources.flatMap((state) => resourceLines(speaking, state)),
  ]
  if (failures.length > 0) lines.push('', say('sync.failures'), ...failures.flatMap((group) => groupLines(speaking, group)))
  return `${lines.join('\n')}\n`
}

function listLines(speaking: Speaking, { list, goodAt, triedAt, records, unreadable, failure }: ListState): string[] {
  const { say, language } = speaking
  const shape = failure ? '✗' : triedAt === null ? '–' : unreadable > 0 ? '!' : '✓'
  const at = goodAt ? say('sync.listGood', { at: dateText(language, goodAt), records, unreadable }) : say('sync.listNever')
  const line = `${shape} ${listWord(language, 'name', list)}${colon(language)}${at}`
  if (!failure) return [line]
  const { kind, cause, code } = failure
  const mend = (cause && webMend(language, cause)) ?? listWord(language, 'mend', kind)
  return [`${line}, ${say('sync.listFailed')}${code ? ` (${printable(code, 100)})` : ''}`, `  ${mend}`]
}

function resourceLines(speaking: Speaking, state: PullResourceState): string[] {
  const { say } = speaking
  const { good, customers, failing, due, running, closed, stopped } = state
  const shape = stopped ? '✗' : failing > 0 ? '!' : '✓'
  const resource = say(`resource.${state.resource}`)
  const line = `${shape} ${say('sync.line', { resource, good, customers, failing, due, running, closed })}`
  if (!stopped) return [line]
  const { kind, cause, code, status } = stopped
  return [`${line}, ${say('sync.stopped')}`, `  ${mendOf(speaking, { cause: cause ?? kind, code, status })}`]
}

function groupLines(speaking: Speaking, { resource, customers, kind, cause, code, examples }: PullFailureGroup): string[] {
  const { say } = speaking
  const names = examples.map(({ name }) => printable(name, 100)).join(', ')
  return [
    `! ${say('sync.group', { customers, resource: say(`resource.${resource}`), examples: names })}${code ? ` (${printable(code, 100)})` : ''}`,
    `  ${mendOf(speaking, { cause: cause ?? kind, code, status: 500, ...(resource === 'health' && { check: 'customerHealth' as const }) })}`,
  ]
}
