// Each command of `npm run simulator`: what it asks of the control interface and what it prints. Entered by run.ts.
import { FAULT_KINDS } from '../faults/kinds.ts'
import type { Asked, Given } from './arguments.ts'
import { type Answered, CannotDo, type Control } from './control-client.ts'
import { needed, numberOf, secondsOf } from './words.ts'

export type Done = { answer: Answered; lines: string[] }
export type Command = (control: Control, asked: Asked) => Promise<Done>

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A tenant ID as it is; else the one customer of that name or domain. */
async function customerId(control: Control, text: string): Promise<string> {
  if (GUID.test(text)) return text
  const found: Answered[] = (await control('GET', `/customers?search=${encodeURIComponent(text)}`)).customers
  const exact = found.filter((one) => [one.name, one.domain, one.initialDomain].some((name) => name.toLowerCase() === text.toLowerCase()))
  const [only, another] = exact.length > 0 ? exact : found
  if (!only) throw new CannotDo(`No customer is named "${text}". npm run simulator -- customers find TEXT looks for one.`)
  if (another)
    throw new CannotDo(
      `"${text}" can mean ${[only, another].map((one) => `${one.name} (${one.tenantId})`).join(', ')} … Give the tenant ID.`,
    )
  return only.tenantId
}

const customerLine = (one: Answered) =>
  `${one.tenantId}  ${one.name}  ${one.initialDomain}  delegation: ${one.delegation}${one.leftAt ? `, left ${one.leftAt}` : ''}`

const customers: Command = async (control, { words, given }) => {
  const [, what, first, second] = words
  if (what === 'add') {
    const count = numberOf('count', given.count)
    const { delegation, domain, partner } = given
    const name = count === undefined ? needed('a name', first, 'customers add "Contoso Oy"') : first
    const answer = await control('POST', '/customers', { name, count, delegation, domain, partner })
    return { answer, lines: answer.slice(0, 20).map(customerLine) }
  }
  if (what === 'find' || what === undefined) {
    const answer = await control('GET', `/customers?search=${encodeURIComponent(first ?? '')}`)
    return { answer, lines: [...answer.customers.map(customerLine), `${answer.total} in all`] }
  }
  const path = `/customers/${await customerId(control, needed('a customer', first, `customers ${what} "Contoso SA"`))}`
  if (what === 'rename') {
    const name = needed('the new name', second, 'customers rename "Contoso SA" "Fabrikam SA"')
    const answer = await control('PATCH', path, { name })
    return { answer, lines: [customerLine(answer)] }
  }
  if (what !== 'leave' && what !== 'return') throw new CannotDo(`customers can add, find, rename, leave and return, not "${what}".`)
  const answer = what === 'leave' ? await control('DELETE', path) : await control('POST', `${path}/return`)
  return { answer, lines: [customerLine(answer)] }
}

const DELEGATIONS: Readonly<Record<string, string>> = {
  activate: 'active',
  pend: 'pending',
  expire: 'expired',
  terminate: 'terminated',
  remove: 'none',
}

const gdap: Command = async (control, { words: [, what = '', first, second] }) => {
  if (what === 'approve') {
    const id = needed('the relationship’s ID', first, 'gdap approve RELATIONSHIP')
    const customer = second === undefined ? undefined : await customerId(control, second)
    const answer = await control('POST', `/relationships/${encodeURIComponent(id)}/approve`, { customer })
    return { answer, lines: [`${answer.id}: ${answer.status}, customer ${answer.customerName} (${answer.customer})`] }
  }
  const delegation = DELEGATIONS[what]
  if (!delegation) throw new CannotDo(`gdap can approve, ${Object.keys(DELEGATIONS).join(', ')}, not "${what}".`)
  const id = await customerId(control, needed('a customer', first, `gdap ${what} "Contoso SA"`))
  const answer = await control('PATCH', `/customers/${id}`, { delegation })
  return { answer, lines: [customerLine(answer)] }
}

const consent: Command = async (control, { words: [, what = 'show', customer] }) => {
  const method = { show: 'GET', give: 'POST', revoke: 'DELETE' }[what]
  if (!method) throw new CannotDo(`consent can show, give and revoke, not "${what}".`)
  const id = await customerId(control, needed('a customer', customer, `consent ${what} "Contoso SA"`))
  const answer = await control(method, `/customers/${id}/consent`)
  const grants = Object.entries(answer.grants as Record<string, string[]>)
  return { answer, lines: grants.map(([resource, permissions]) => `${resource}: ${permissions.join(' ') || 'nothing granted'}`) }
}

const clock: Command = async (control, { words: [, moment], given }) => {
  const speed = numberOf('speed', given.speed)
  if (moment === undefined && speed === undefined) {
    const answer = await control('GET', '/state')
    return { answer, lines: [clockLine(answer)] }
  }
  const advanceSeconds = moment === undefined ? undefined : secondsOf(moment)
  const answer = await control('POST', '/clock', { advanceSeconds, set: advanceSeconds === undefined ? moment : undefined, speed })
  return { answer, lines: [clockLine(answer)] }
}

const clockLine = ({ now, speed }: Answered) =>
  `The clock stands at ${now}${speed === 1 ? '' : ` and runs ${speed} times as fast as real time`}.`

function faultOrder(named: string, given: Given): Record<string, unknown> {
  const status = /^[45]\d\d$/.test(named) ? Number(named) : undefined
  if (status === undefined && !FAULT_KINDS.some((kind) => kind === named))
    throw new CannotDo(
      `There is no fault "${named}". Give a status such as 503, or one of ${FAULT_KINDS.filter((kind) => kind !== 'status').join(', ')}.`,
    )
  const retry = given['retry-after']
  return {
    kind: status === undefined ? named : 'status',
    status,
    api: given.api,
    path: given.path,
    method: given.method,
    tenants: given.tenant,
    share: numberOf('share', given.share),
    every: numberOf('every', given.every),
    count: numberOf('count', given.count),
    retryAfterSeconds: retry === 'none' ? null : numberOf('retry-after', retry),
    milliseconds: numberOf('milliseconds', given.milliseconds),
    bytesPerSecond: numberOf('bytes-per-second', given['bytes-per-second']),
    megabytes: numberOf('megabytes', given.megabytes),
    code: numberOf('code', given.code),
  }
}

function faultLine({ id, kind, calls, struck, ...rest }: Answered): string {
  const details = Object.entries(rest).map(([name, value]) => `${name} ${JSON.stringify(value)}`)
  return [`${id}: ${kind}`, ...details, `struck ${struck} of ${calls} calls`].join(', ')
}

const fault: Command = async (control, { words, given }) => {
  const answer = await control(
    'POST',
    '/faults',
    faultOrder(needed('a status or kind', words[1], 'fault 503 --api graph --share 0.5'), given),
  )
  return { answer, lines: [faultLine(answer)] }
}

const faults: Command = async (control) => {
  const answer = await control('GET', '/faults')
  return { answer, lines: answer.faults.length > 0 ? answer.faults.map(faultLine) : ['No fault is in force.'] }
}

const clear: Command = async (control, { words: [, id] }) => {
  const answer = await control('DELETE', id === undefined ? '/faults' : `/faults/${encodeURIComponent(id)}`)
  return { answer, lines: [`Faults ended: ${answer.cleared}.`] }
}

const limitLine = ({ name, most, seconds, counts, per, highest, refused }: Answered) =>
  `${name}: ${most} ${counts} in ${seconds} s per ${per}; the fullest has ${highest}, ${refused} calls refused`

const throttle: Command = async (control, { words: [, setting] }) => {
  const answer = await control('POST', '/limits', { throttle: needed('documented, off or a limit', setting, 'throttle documented') })
  return { answer, lines: answer.on ? answer.limits.map(limitLine) : ['No limit is in force.'] }
}

const limits: Command = async (control) => {
  const answer = await control('GET', '/limits')
  return { answer, lines: answer.on ? answer.limits.map(limitLine) : ['No limit is in force. throttle documented switches them on.'] }
}

const status: Command = async (control) => {
  const answer = await control('GET', '/state')
  const partners = answer.partners.map((one: Answered) => {
    const delegation = Object.entries(one.delegation).map(([name, count]) => `${count} ${name}`)
    return `${one.name} (${one.tenantId}): ${one.customers} customers, ${one.left} left; delegation ${delegation.join(', ')}`
  })
  const memory = `${answer.faults} faults in force, limits ${answer.throttled ? 'on' : 'off'}, ${answer.messages} messages in the inbox, ${answer.residentMegabytes} MB`
  return { answer, lines: [clockLine(answer), ...partners, memory] }
}

const pace: Command = async (control, { words: [, ms] }) => {
  const answer = await control('POST', '/pace', { pageDelayMs: Number(needed('milliseconds', ms, 'pace 300')) })
  return { answer, lines: [`Each page of a list takes ${answer.pageDelayMs} ms longer.`] }
}

const token: Command = async (control, { given }) => {
  const { user: username, 'no-mfa': withoutMfa } = given
  const partners = given.partner === undefined && username === undefined ? (await control('GET', '/state')).partners : []
  const partnerTenantId = given.partner ?? partners[0]?.tenantId
  const answer = await control('POST', '/refresh-tokens', { partnerTenantId, username, mfa: withoutMfa ? false : undefined })
  return { answer, lines: [answer.refreshToken] }
}

const revoke: Command = async (control, { words: [, username] }) => {
  const named = needed('a user name', username, 'revoke integration@aurore-cloud.example')
  const answer = await control('POST', `/accounts/${encodeURIComponent(named)}/revoke`)
  return { answer, lines: [`No refresh token of ${answer.username} issued before ${answer.tokensValidFrom} is good any more.`] }
}

const mfa: Command = async (control, { words: [, username, state] }) => {
  const named = needed('a user name', username, 'mfa integration@aurore-cloud.example off')
  if (state !== 'on' && state !== 'off') throw new CannotDo('Say on or off: npm run simulator -- mfa integration@aurore-cloud.example off')
  const answer = await control('PATCH', `/accounts/${encodeURIComponent(named)}`, { mfa: state === 'on' })
  return { answer, lines: [`${answer.username} signs in with ${answer.mfa ? 'several factors' : 'a password alone'} from now on.`] }
}

const groupsClaim: Command = async (control, { words: [, state] }) => {
  if (state !== 'on' && state !== 'off') throw new CannotDo('Say on or off: npm run simulator -- groups-claim off')
  const answer = await control('POST', '/registration', { groupsClaim: state === 'on' })
  return {
    answer,
    lines: [`ID tokens carry ${answer.groupsClaim ? 'directory roles and groups' : 'neither directory roles nor groups'} from now on.`],
  }
}

const withhold: Command = async (control, { words: [, ...withheld] }) => {
  const answer = await control('POST', '/registration', { withheld })
  return { answer, lines: [`Application permissions without admin consent: ${answer.withheld.join(', ') || 'none'}.`] }
}

const partner: Command = async (control, { words: [, kind] }) => {
  const named = needed('indirectProvider, directBill or indirectReseller', kind, 'partner directBill')
  const answer = await control('POST', '/quirks', { partnerKind: named })
  return { answer, lines: [`The partner that sells is of the kind ${answer.partnerKind} from now on.`] }
}

const inbox: Command = async (control, { given }) => {
  const answer = await control('GET', `/inbox${given.to === undefined ? '' : `?to=${encodeURIComponent(given.to)}`}`)
  const lines = answer.map((one: Answered) => `${one.receivedAt}  ${one.to.join(', ')}  ${one.subject}`)
  return { answer, lines: lines.length > 0 ? lines : ['No mail has arrived.'] }
}

const bounce: Command = async (control, { words: [, address] }) => {
  const named = needed('an address, or off', address, 'bounce someone@contoso.example')
  const answer = named === 'off' ? await control('DELETE', '/inbox/bounces') : await control('POST', '/inbox/bounces', { address: named })
  const { addresses } = answer
  return {
    answer,
    lines: [addresses.length > 0 ? `Mail is taken and comes back later for ${addresses.join(', ')}.` : 'No mail comes back.'],
  }
}

export const COMMANDS: Readonly<Record<string, Command>> = {
  status,
  customers,
  gdap,
  consent,
  clock,
  fault,
  faults,
  clear,
  throttle,
  limits,
  pace,
  token,
  revoke,
  mfa,
  'groups-claim': groupsClaim,
  withhold,
  partner,
  inbox,
  bounce,
}
