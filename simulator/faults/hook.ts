// What stands between every request and the simulated APIs: exceeded limits and faults on demand. Entered by simulator.ts.
import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Call, createCallReader } from './call.ts'
import { DELIVERIES } from './delivery.ts'
import type { Fault, Faults } from './faults.ts'
import { holdBack, sendWhole } from './held-answer.ts'
import { LIST_KINDS, TRANSPORT_KINDS } from './kinds.ts'
import type { Limits } from './limits.ts'
import { refusalOf } from './refusal-body.ts'
import { spoiltList } from './spoilt-list.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a request is counted under where Microsoft limits requests by resource. */
    resource?: string
  }
}

export type Disturbances = { faults: Faults; limits: Limits; origin: string }

const IN_ANSWERS = [...TRANSPORT_KINDS, ...LIST_KINDS]
const RETRY_AFTER_SECONDS = 10

export function registerDisturbances(app: FastifyInstance, { faults, limits, origin }: Disturbances): void {
  const callOf = createCallReader()
  app.addHook('onRequest', async (request, reply) => {
    if (!limits.on() && faults.all().length === 0) return
    const call = callOf(request)
    if (!call) return
    const exceeded = limits.count(call, request.routeOptions.config ?? {})
    if (exceeded.headers) reply.headers(exceeded.headers)
    if (exceeded.refusal) return answer(reply, exceeded.refusal)
    const fault = faults.take(call, IN_ANSWERS)
    if (fault?.kind === 'delay') await sleep(fault.milliseconds ?? 0)
    else if (fault) return befall(fault, call, { request, reply, faults, origin })
  })
}

type Turn = { request: FastifyRequest; reply: FastifyReply; faults: Faults; origin: string }

function befall(fault: Fault, call: Call, { request, reply, faults, origin }: Turn): FastifyReply | undefined {
  if (fault.kind === 'timeout') {
    // Left open until the caller goes away or the simulator stops.
    reply.hijack()
    return reply
  }
  if (fault.kind === 'status') {
    const status = fault.status ?? 500
    const usual = status === 429 || status === 503 ? RETRY_AFTER_SECONDS : null
    return answer(reply, refusalOf(call.api, status, fault.retryAfterSeconds === undefined ? usual : fault.retryAfterSeconds))
  }
  const token = request.headers['ms-continuationtoken']
  const page = { origin, url: request.url, continuationToken: typeof token === 'string' ? token : undefined }
  holdBack(reply.raw, (whole) => {
    const spoils = LIST_KINDS.includes(fault.kind)
    const text = spoils && whole.status < 300 ? spoiltList(whole.body.toString(), fault, page) : undefined
    if (spoils && text === undefined) faults.giveBack(fault)
    if (spoils) return sendWhole(reply.raw, text === undefined ? whole : { ...whole, body: Buffer.from(text) })
    void deliver(fault, reply.raw, whole)
  })
  return undefined
}

async function deliver(fault: Fault, response: ServerResponse, whole: Parameters<typeof sendWhole>[1]): Promise<void> {
  try {
    await DELIVERIES[fault.kind]?.(response, whole, fault)
  } catch (error) {
    process.stderr.write(`${fault.kind}: ${error instanceof Error ? error.message : String(error)}\n`)
    response.destroy()
  }
}

function answer(reply: FastifyReply, refusal: { status: number; headers: Record<string, string>; body: string }): FastifyReply {
  return reply.code(refusal.status).headers(refusal.headers).send(refusal.body)
}
