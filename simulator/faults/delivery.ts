// Ways an answer can go wrong on the wire: slowly, cut, too large, as a web page, as no JSON. Entered by hook.ts.
import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault } from './faults.ts'
import { sendWhole, type Whole } from './held-answer.ts'
import { outagePage } from './refusal-body.ts'

const MEGABYTE = Buffer.alloc(1_048_576, ' ')
const SLOW_BYTES_PER_SECOND = 100
const STEPS_PER_SECOND = 10
const LARGE_MEGABYTES = 64

type Delivery = (response: ServerResponse, answer: Whole, fault: Fault) => Promise<void> | void

export const DELIVERIES: Partial<Record<Fault['kind'], Delivery>> = {
  truncated: (response, answer) => sendWhole(response, { ...answer, body: answer.body.subarray(0, Math.floor(answer.body.length / 2)) }),
  // The first colon of an object is no colon any more: no reader of JSON takes that.
  malformed: (response, answer) => sendWhole(response, { ...answer, body: Buffer.from(`${answer.body.toString().replace(':', '=>')},]`) }),
  'wrong-type': (response, answer) =>
    sendWhole(response, {
      status: 200,
      headers: { ...answer.headers, 'content-type': 'text/html; charset=utf-8' },
      body: Buffer.from(outagePage(200)),
    }),
  reset: (response, answer) => {
    response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length })
    response.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)), () => response.destroy())
  },
  slow: async (response, answer, fault) => {
    const step = Math.max(1, Math.round((fault.bytesPerSecond ?? SLOW_BYTES_PER_SECOND) / STEPS_PER_SECOND))
    response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length })
    for (let at = 0; at < answer.body.length && !response.destroyed; at += step) {
      response.write(answer.body.subarray(at, at + step))
      await sleep(1000 / STEPS_PER_SECOND, undefined, { ref: false })
    }
    response.end()
  },
  'too-large': async (response, answer, fault) => {
    const { 'content-length': _, ...headers } = answer.headers
    response.writeHead(answer.status, headers)
    for (let sent = 0; sent < (fault.megabytes ?? LARGE_MEGABYTES) && !response.destroyed; sent++)
      if (!response.write(MEGABYTE)) await drained(response)
    response.end(answer.body)
  },
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      response.off('drain', go)
      response.off('close', go)
      resolve()
    }
    response.once('drain', go)
    response.once('close', go)
  })
}
