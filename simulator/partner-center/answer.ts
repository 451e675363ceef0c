// How Partner Center answers: byte order mark, envelope, headers, errors with numeric codes, its refusal of tokens. Entered by routing.ts.
import { randomBytes, randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Caller, TokenReader } from '../login/access-tokens.ts'
import { PARTNER_CENTER } from '../login/resources.ts'
import type { Partner } from '../world/partner.ts'
import type { World } from '../world/world.ts'

const BYTE_ORDER_MARK = '\uFEFF'

export class PartnerCenterProblem extends Error {
  readonly status: number
  readonly code: number
  readonly data: readonly string[]
  readonly source: string
  constructor(status: number, code: number, description: string, more: { data?: readonly string[]; source?: string } = {}) {
    super(description)
    this.status = status
    this.code = code
    this.data = more.data ?? []
    this.source = more.source ?? 'PartnerFD'
  }
}

/** A user's token whose sign-in was done with a password alone. Refused without a body. */
export class FactorsMissing extends Error {}

export function headersFor(request: FastifyRequest): Record<string, string> {
  const sent = (name: string) => {
    const value = request.headers[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const correlation = sent('ms-correlationid') ?? randomUUID()
  // Behind the resources of the older commerce two servers each add the header; it then arrives doubled.
  const doubled = /\/(orders|servicerequests)(\/|\?|$)/.test(request.url)
  return {
    'MS-RequestId': sent('ms-requestid') ?? randomUUID(),
    'MS-CorrelationId': doubled ? `${correlation},${correlation}` : correlation,
    'MS-CV': `${randomBytes(12).toString('base64').slice(0, 16)}.0`,
    'MS-ServerId': '202010223',
    'X-Locale': sent('x-locale') ?? 'en-US',
    'Content-Type': 'application/json; charset=utf-8',
  }
}

export function answer(request: FastifyRequest, reply: FastifyReply, body: unknown, status = 200): FastifyReply {
  return reply
    .code(status)
    .headers(headersFor(request))
    .send(BYTE_ORDER_MARK + JSON.stringify(body))
}

export function answerProblem(request: FastifyRequest, reply: FastifyReply, problem: PartnerCenterProblem): FastifyReply {
  const { code, data, source } = problem
  return answer(request, reply, { code, description: problem.message.slice(0, 1024), data, source }, problem.status)
}

/** The caller's partner; refuses tokens that are missing, not ours, for another API, or of a tenant that is no partner. */
export function callerOf(
  request: FastifyRequest,
  readToken: TokenReader,
  world: World,
  origin: string,
): { caller: Caller; partner: Partner } {
  const caller = readToken(request.headers.authorization, [PARTNER_CENTER, origin, 'fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd'])
  if (caller === 'missing') throw new PartnerCenterProblem(401, 800001, 'The partner token is missing.')
  if (caller === 'audience') throw new PartnerCenterProblem(401, 900420, 'The audience of the token is not supported.')
  if (typeof caller === 'string') throw new PartnerCenterProblem(401, 400, 'Access denied')
  const partner = world.partner(caller.tenantId)
  if (!partner) throw new PartnerCenterProblem(403, 2032, 'Access denied')
  if (caller.account && !caller.mfa) throw new FactorsMissing()
  return { caller, partner }
}
