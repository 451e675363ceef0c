// Reads what a control request asks for and refuses, in plain words, what it cannot mean. Pure. Entered by routes.ts.
import type { Command } from '../world/commands.ts'
import type { Delegation } from '../world/customer.ts'
import type { Partner } from '../world/partner.ts'

export class Refused extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

const DELEGATIONS: readonly Delegation[] = ['active', 'pending', 'expired', 'terminated', 'none']
const MOST_AT_ONCE = 100_000

export function fields(body: unknown, known: readonly string[]): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Refused(400, 'Send a JSON object.')
  const strange = Object.keys(body).filter((name) => !known.includes(name))
  if (strange.length > 0) throw new Refused(400, `Unknown: ${strange.join(', ')}. Known: ${known.join(', ')}.`)
  return body as Record<string, unknown>
}

export function text(value: unknown, name: string): string | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'string' || value.trim() === '' || value.length > 500)
    throw new Refused(400, `${name} must be a text of 1 to 500 characters.`)
  return value
}

export function whole(value: unknown, name: string, least: number, most: number): number {
  if (!Number.isInteger(value) || Number(value) < least || Number(value) > most)
    throw new Refused(400, `${name} must be a whole number from ${least} to ${most}.`)
  return Number(value)
}

export function number(value: unknown, name: string, above: number, most: number): number | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'number' || !(value > above && value <= most))
    throw new Refused(400, `${name} must be a number above ${above} and up to ${most}, such as ${most / 2}.`)
  return value
}

export function texts(value: unknown, name: string): string[] | undefined {
  if (value === undefined) return undefined
  if (!Array.isArray(value) || value.length === 0 || !value.every((one): one is string => typeof one === 'string' && one !== ''))
    throw new Refused(400, `${name} must be a list of texts.`)
  return value
}

export function flag(value: unknown, name: string): boolean | undefined {
  if (value !== undefined && typeof value !== 'boolean') throw new Refused(400, `${name} must be true or false.`)
  return value
}

/** A mailbox that refuses, for now (450) or for good (550). */
export function readRefusal(body: unknown): { address: string; code: number } {
  const { address, code } = fields(body, ['address', 'code'])
  return { address: text(address, 'address')?.toLowerCase() ?? '', code: whole(code ?? 550, 'code', 400, 599) }
}

const FASTEST = 100_000

/** The clock's new offset and speed. It never goes back: what has happened has happened. */
export function readClock(body: unknown, state: { now: number; offsetMs: number; beganAt: number }): { offsetMs?: number; speed?: number } {
  const { advanceSeconds, set, speed } = fields(body, ['advanceSeconds', 'set', 'speed'])
  if (advanceSeconds !== undefined && set !== undefined) throw new Refused(400, 'Give either advanceSeconds or set.')
  if (advanceSeconds === undefined && set === undefined && speed === undefined) throw new Refused(400, 'Give advanceSeconds, set or speed.')
  const wanted = speed === undefined ? {} : { speed: whole(speed, 'speed', 1, FASTEST) }
  if (advanceSeconds !== undefined)
    return { ...wanted, offsetMs: state.offsetMs + whole(advanceSeconds, 'advanceSeconds', 0, 20 * 366 * 86_400) * 1000 }
  if (set === undefined) return wanted
  const moment = typeof set === 'string' ? Date.parse(set) : Number.NaN
  if (Number.isNaN(moment)) throw new Refused(400, 'set must be a date and time such as 2030-01-31T12:00:00Z.')
  if (moment < state.now) throw new Refused(400, `The clock only goes forward; it stands at ${new Date(state.now).toISOString()}.`)
  if (moment > state.beganAt + 20 * 366 * 86_400_000) throw new Refused(400, 'set is more than 20 years ahead.')
  return { ...wanted, offsetMs: state.offsetMs + (moment - state.now) }
}

export function readPace(body: unknown): number {
  return whole(fields(body, ['pageDelayMs']).pageDelayMs, 'pageDelayMs', 0, 60_000)
}

function delegation(value: unknown): Delegation | undefined {
  if (value === undefined) return undefined
  const found = DELEGATIONS.find((one) => one === value)
  if (!found) throw new Refused(400, `delegation must be one of ${DELEGATIONS.join(', ')}.`)
  return found
}

export function readChange(body: unknown): { name?: string; domain?: string; delegation?: Delegation } {
  const asked = fields(body, ['name', 'domain', 'delegation'])
  const change = { name: text(asked.name, 'name'), domain: text(asked.domain, 'domain'), delegation: delegation(asked.delegation) }
  if (Object.values(change).every((value) => value === undefined)) throw new Refused(400, 'Give at least one of name, domain, delegation.')
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}

export function readAdd(body: unknown, partners: readonly Partner[]): Command {
  const asked = fields(body ?? {}, ['count', 'name', 'domain', 'delegation', 'partner'])
  const named = text(asked.partner, 'partner')
  const partner = named === undefined ? partners[0] : partners.find((one) => one.tenantId === named)
  if (!partner) throw new Refused(400, `partner must be the tenant ID of a partner: ${partners.map((one) => one.tenantId).join(', ')}.`)
  const count = asked.count === undefined ? 1 : whole(asked.count, 'count', 1, MOST_AT_ONCE)
  const { count: _, partner: __, ...rest } = asked
  if (count > 1 && (rest.name !== undefined || rest.domain !== undefined))
    throw new Refused(400, 'A name or domain can be given for one customer only.')
  return { name: 'add', partner: partner.tenantId, count, ...(Object.keys(rest).length > 0 ? { customer: readChange(rest) } : {}) }
}
