// One API with one identity: one request ID until an answer comes, the gate before each, a second token for Azure, a refused token renewed once.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createHttp, type Gate, type Http } from './http.ts'
import { MicrosoftError } from './microsoft-error.ts'
import { operation } from './operation.ts'
import { perform } from './perform.ts'
import { type Credential, createSource, type Source } from './source.ts'

type Handler = (request: IncomingMessage, response: ServerResponse, call: number) => void
let server: Server
let http: Http
let origin: string
let handler: Handler
let requests: IncomingMessage[]
let waits: number[]

beforeEach(async () => {
  requests = []
  waits = []
  handler = (_, response) => response.end('{}')
  server = createServer((request, response) => {
    requests.push(request)
    request.resume()
    handler(request, response, requests.length)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://localhost:${(server.address() as AddressInfo).port}`
  http = createHttp({ tryMs: 300, largest: 100_000, wait: async (ms) => void waits.push(ms) })
})
afterEach(async () => {
  await http.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const token: Credential = { token: async () => 'token', renew: () => false }
const partnerCenter = (gate?: Gate, credential = token): Source => createSource(http, origin, credential, gate && (() => gate))
const closeTicket = operation({
  api: 'partnerCenter',
  method: 'PATCH',
  path: '/v1/servicerequests/{id}',
  body: z.object({ status: z.string() }),
  answer: z.unknown(),
})
const asked = { parameters: { id: '1' }, body: { status: 'closed' } }
const idsSent = () => requests.map((request) => request.headers['ms-requestid'])

describe('the idempotency key of Partner Center', () => {
  it('is the same on every try of one intention, also where the answer comes too late', async () => {
    handler = (_, response, call) => {
      if (call > 2) response.end('{}')
    }
    await perform(partnerCenter(), closeTicket, asked)
    expect(requests).toHaveLength(3)
    expect(new Set(idsSent()).size).toBe(1)
    expect(idsSent()[0]).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('is a new one once an answer has come, whatever it says', async () => {
    handler = (_, response, call) => void response.writeHead(call === 1 ? 429 : 200).end('{}')
    await perform(partnerCenter(), closeTicket, { ...asked, requestId: 'the-key-of-before' })
    expect(idsSent()).toHaveLength(2)
    expect(idsSent()[0]).toBe('the-key-of-before')
    expect(idsSent()[1]).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('is kept where a gateway gave up or the answer cannot be read', async () => {
    handler = (_, response, call) => {
      if (call === 1) response.writeHead(504).end('{}')
      else if (call === 2) response.writeHead(200, { 'content-length': '1000' }).write('{"id":', () => response.destroy())
      else response.end(call === 3 ? '{"id":' : '{}')
    }
    await perform(partnerCenter(), closeTicket, asked)
    expect(requests).toHaveLength(4)
    expect(new Set(idsSent()).size).toBe(1)
  })

  it('no longer protects a change that was answered: it is not made again', async () => {
    handler = (_, response) => void response.writeHead(503).end('{}')
    await expect(perform(partnerCenter(), closeTicket, asked)).rejects.toMatchObject({ kind: 'broken', status: 503 })
    expect(requests).toHaveLength(1)
    const read = operation({ api: 'partnerCenter', method: 'GET', path: '/v1/servicerequests/{id}', answer: z.unknown() })
    handler = (_, response, call) => void response.writeHead(call === 2 ? 503 : 200).end('{}')
    await perform(partnerCenter(), read, { parameters: { id: '1' } })
    expect(requests).toHaveLength(3)
    expect(new Set(idsSent()).size).toBe(3)
  })

  it('is a new one where the token was refused', async () => {
    handler = (_, response, call) => void response.writeHead(call === 1 ? 401 : 200).end('{}')
    await perform(partnerCenter(undefined, { token: async () => 'token', renew: () => true }), closeTicket, asked)
    expect(new Set(idsSent()).size).toBe(2)
  })

  it('is a new one for a new intention, and the given one where a work is taken up again', async () => {
    await perform(partnerCenter(), closeTicket, asked)
    await perform(partnerCenter(), closeTicket, asked)
    await perform(partnerCenter(), closeTicket, { ...asked, requestId: 'the-key-of-before' })
    expect(new Set(idsSent()).size).toBe(3)
    expect(idsSent()[2]).toBe('the-key-of-before')
  })
})

describe('B6: the gate', () => {
  const gate = (over: Partial<Gate> = {}) => {
    const seen = { entered: 0, refusals: [] as (number | null)[] }
    const made: Gate = {
      enter: async () => {
        seen.entered += 1
      },
      refused: async ({ retryAfterMs }) => void seen.refusals.push(retryAfterMs),
      ...over,
    }
    return { seen, made }
  }

  it('is passed before each try, and told of each refusal; the wait is its own', async () => {
    handler = (_, response, call) => {
      if (call === 1) response.writeHead(429, { 'retry-after': '7' }).end('{}')
      else if (call === 2) response.writeHead(429).end('{}')
      else response.writeHead(call === 3 ? 503 : 200).end('{}')
    }
    const { seen, made } = gate()
    await partnerCenter(made).send({ path: '/v1/customers' })
    expect(seen).toEqual({ entered: 4, refusals: [7000, null] })
    expect(waits).toHaveLength(1)
  })

  it('that does not open in time ends the call before anything is sent', async () => {
    const closed = new MicrosoftError('later', { kind: 'throttled', code: 'rate_used_up', retryAfterMs: 9000 })
    const { made } = gate({ enter: () => Promise.reject(closed) })
    await expect(partnerCenter(made).send({ path: '/v1/customers', patienceMs: 100 })).rejects.toBe(closed)
    expect(requests).toEqual([])
  })

  it('is told also where the wait is longer than the patience', async () => {
    handler = (_, response) => response.writeHead(429, { 'retry-after': '600' }).end('{}')
    const { seen, made } = gate()
    await expect(partnerCenter(made).send({ path: '/v1/customers', patienceMs: 1000 })).rejects.toMatchObject({ retryAfterMs: 600_000 })
    expect(seen.refusals).toEqual([600_000])
  })
})

describe('tokens', () => {
  it('Azure is given a second one, of the partner', async () => {
    await partnerCenter(undefined, { ...token, auxiliary: async () => 'second' }).send({ path: '/x' })
    expect(requests[0]?.headers).toMatchObject({
      authorization: 'Bearer token',
      'x-ms-authorization-auxiliary': 'Bearer second',
    })
  })

  it('one refused before its time is renewed once, whatever the call does', async () => {
    handler = (request, response) => response.writeHead(request.headers.authorization === 'Bearer 2' ? 200 : 401).end('{}')
    let given = 1
    const renewing: Credential = {
      token: async () => String(given),
      renew: () => {
        given += 1
        return true
      },
    }
    await partnerCenter(undefined, renewing).send({ path: '/x', method: 'POST' })
    expect(requests).toHaveLength(2)
  })
})

describe('R2: answers that are not what they say', () => {
  it('JSON under another content type is read; a page of a proxy is broken, and tried again', async () => {
    handler = (_, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('{"ok":true}')
    expect((await partnerCenter().send({ path: '/x' })).data).toEqual({ ok: true })
    handler = (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in to the proxy</html>')
    await expect(partnerCenter().send({ path: '/x' })).rejects.toMatchObject({ kind: 'broken', code: 'not_json' })
    expect(requests.length).toBeGreaterThan(2)
  })

  it('a page that cannot be unpacked, or unpacks to far too much, is broken', async () => {
    handler = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip at all')
    await expect(partnerCenter().send({ path: '/x' })).rejects.toMatchObject({ kind: 'broken' })
    // A hundred kilobytes that would be a hundred megabytes.
    const bomb = gzipSync(Buffer.alloc(100_000_000))
    expect(bomb.length).toBeLessThan(100_000)
    handler = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
    const before = requests.length
    await expect(partnerCenter().send({ path: '/x' })).rejects.toMatchObject({ kind: 'broken', code: 'answer_too_large' })
    expect(requests.length).toBe(before + 1)
  })

  it('a refusal in HTML, empty, or of any shape keeps its kind', async () => {
    for (const body of ['<html>Forbidden</html>', '', '[]', '{"error":null}', '\u0000']) {
      handler = (_, response) => response.writeHead(403).end(body)
      await expect(partnerCenter().send({ path: '/x' })).rejects.toMatchObject({ kind: 'denied', status: 403 })
    }
  })
})
