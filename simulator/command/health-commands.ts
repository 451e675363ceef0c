// Commands about the health of services. Entered by run.ts.
import type { Command } from './commands.ts'
import { type Answered, CannotDo } from './control-client.ts'
import { needed, numberOf, secondsOf } from './words.ts'

const issueLine = (one: Answered) => `${one.id}  ${one.service}  ${one.status}  ${one.title}  (${one.customers} customers)`

const breakService: Command = async (control, { words: [, service], given }) => {
  const sinceSeconds = given.since === undefined ? undefined : secondsOf(given.since)
  if (given.since !== undefined && sinceSeconds === undefined)
    throw new CannotDo(`--since takes a time such as 2h or 30m, not "${given.since}".`)
  const answer = await control('POST', '/incidents', {
    service: needed('a service', service, 'break Exchange --customers 4000'),
    customers: numberOf('customers', given.customers),
    tenants: given.tenant,
    share: numberOf('share', given.share),
    partner: given.partner,
    classification: given.advisory ? 'advisory' : undefined,
    title: given.title,
    feature: given.feature,
    sinceSeconds,
  })
  return { answer, lines: [issueLine(answer)] }
}

const post: Command = async (control, { words: [, issue, status], given }) => {
  const id = needed('an issue', issue, 'post EX1900001 restoringService')
  const said = { status: needed('a status', status, `post ${id} restoringService`), text: given.text }
  const answer = await control('POST', `/incidents/${encodeURIComponent(id)}/posts`, said)
  return { answer, lines: [issueLine(answer)] }
}

const resolve: Command = async (control, { words: [, issue], given }) => {
  const id = needed('an issue', issue, 'resolve EX1900001')
  const answer = await control('POST', `/incidents/${encodeURIComponent(id)}/resolve`, { text: given.text })
  return { answer, lines: [issueLine(answer)] }
}

const incidents: Command = async (control) => {
  const answer = await control('GET', '/incidents')
  return { answer, lines: answer.incidents.length > 0 ? answer.incidents.map(issueLine) : ['Everything works.'] }
}

export const HEALTH_COMMANDS: Readonly<Record<string, Command>> = { break: breakService, post, resolve, incidents }
