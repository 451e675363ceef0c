// The network client against a real server that misbehaves in every way we expect of Microsoft's.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHttp, type Http, type HttpOptions, sameHostLink } from './http.ts'
import { MicrosoftError } from './microsoft-error.ts'

type Handler = (request: IncomingMessage, response: ServerResponse, call: number) => void

let server: Server
let url: string
let handler: Handler
let calls: number
let waits: number[]
let clients: Http[]

beforeEach(async () => {
  calls = 0
  waits = []
  clients = []
  server = createServer((request, response) => {
    calls += 1
    handler(request, response, calls)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/customers`
})
afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()))
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

/** Waits between tries take no time here; how long they would have been is noted. */
function client(options: HttpOptions = {}): Http {
  const http = createHttp({ wait: async (ms) => void waits.push(ms), ...options })
  clients.push(http)
  return http
}

const failure = async (promise: Promise<unknown>): Promise<MicrosoftError> => {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(MicrosoftError)
  return error as MicrosoftError
}

const answers = (...statuses: number[]): Handler => {
  return (_, response, call) => {
    const status = statuses[call - 1] ?? 200
    response.writeHead(status).end(status === 200 ? '{"ok":true}' : '{"error":{"code":"Busy","message":"not now"}}')
  }
}

describe('repeating', () => {
  it('waits as long as Retry-After says, and a little longer', async () => {
    handler = (_, response, call) => (call === 1 ? response.writeHead(429, { 'retry-after': '7' }).end('{}') : response.end('{"ok":true}'))
    expect(await client().json({ url })).toEqual({ ok: true })
    expect(waits).toHaveLength(1)
    expect(waits[0]).toBeGreaterThanOrEqual(7000)
    expect(waits[0]).toBeLessThan(8000)
  })

  it('backs off by itself where Retry-After is absent', async () => {
    handler = answers(503, 504, 429)
    expect(await client().json({ url })).toEqual({ ok: true })
    expect(waits).toHaveLength(3)
    expect(waits[0]).toBeGreaterThanOrEqual(250)
    expect(waits[2]).toBeGreaterThan(waits[0] ?? Number.POSITIVE_INFINITY)
  })

  it("reads Partner Center's wait from its sentence", async () => {
    const busy = '{"statusCode":429,"message":"Rate limit is exceeded. Try again in 57 seconds."}'
    handler = (_, response, call) => (call === 1 ? response.writeHead(429).end(busy) : response.end('{}'))
    await client().json({ url })
    expect(waits[0]).toBeGreaterThanOrEqual(57_000)
  })

  it('ends as throttled when the wait is longer than the patience', async () => {
    handler = (_, response) =>
      response.writeHead(429, { 'retry-after': '600', 'request-id': 'abc' }).end('{"error":{"code":"TooManyRequests"}}')
    const error = await failure(client().json({ url, patienceMs: 5000 }))
    expect(error).toMatchObject({ kind: 'throttled', status: 429, code: 'TooManyRequests', requestId: 'abc', retryAfterMs: 600_000 })
    expect(calls).toBe(1)
  })

  it('gives up after a bounded number of tries', async () => {
    handler = (_, response) => response.writeHead(503).end()
    expect(await failure(client().json({ url }))).toMatchObject({ kind: 'broken', status: 503 })
    expect(calls).toBe(7)
  })

  it('repeats a POST only when told, but always one that was refused for its number', async () => {
    handler = answers(503)
    expect(await failure(client().json({ url, method: 'POST', body: '{}' }))).toMatchObject({ status: 503 })
    expect(calls).toBe(1)
    calls = 0
    handler = answers(429)
    expect(await client().json({ url, method: 'POST', body: '{}' })).toEqual({ ok: true })
    calls = 0
    handler = answers(503)
    expect(await client().json({ url, method: 'POST', body: '{}', repeatable: true })).toEqual({ ok: true })
  })

  it('stops waiting when the caller stops', async () => {
    handler = (_, response) => response.writeHead(429, { 'retry-after': '100' }).end()
    const stop = new AbortController()
    const http = client({
      wait: async (_, signal) => {
        stop.abort(new Error('stopped'))
        signal?.throwIfAborted()
      },
    })
    await expect(http.json({ url, signal: stop.signal })).rejects.toThrow('stopped')
  })
})

describe('kinds of failure', () => {
  it.each([
    [401, 'denied'],
    [403, 'denied'],
    [404, 'gone'],
    [410, 'gone'],
    [400, 'invalid'],
    [412, 'invalid'],
  ])('%i is %s and is not repeated', async (status, kind) => {
    handler = (_, response) => response.writeHead(status).end('{"code":2032,"description":"Access denied"}')
    expect(await failure(client().json({ url }))).toMatchObject({ kind, status, code: '2032' })
    expect(calls).toBe(1)
  })

  it.each([
    ['{"Message":"Authorization has been denied for this request."}', null, 'Authorization has been denied'],
    ['{"Code":"Request_BadRequest","Description":"Not like this"}', 'Request_BadRequest', 'Not like this'],
    ['{"error":{"code":"Forbidden","message":"No role"}}', 'Forbidden', 'No role'],
    ['{"type":"https://x","title":"Not valid","status":400,"detail":"id is wrong"}', null, 'id is wrong'],
  ])('code and message are read from %s', async (body, code, message) => {
    handler = (_, response) => response.writeHead(400).end(body)
    const error = await failure(client().json({ url }))
    expect(error).toMatchObject({ kind: 'invalid', code })
    expect(error.message).toContain(message)
  })

  it('a body cut short is repeated, then broken', async () => {
    handler = (_, response) => response.writeHead(200, { 'content-length': '1000' }).write('{"items":[', () => response.destroy())
    expect(await failure(client().json({ url }))).toMatchObject({ kind: 'broken' })
    expect(calls).toBeGreaterThan(1)
  })

  it('a body that is not JSON is repeated, then broken', async () => {
    handler = (_, response) => response.end('{"items":[')
    expect(await failure(client().json({ url }))).toMatchObject({ kind: 'broken', code: 'not_json' })
    expect(calls).toBeGreaterThan(1)
  })

  it('a byte order mark is no fault', async () => {
    handler = (_, response) => response.end('\uFEFF{"ok":true}')
    expect(await client().json({ url })).toEqual({ ok: true })
  })

  it('an answer that never comes ends by time-out', async () => {
    handler = () => {}
    expect(await failure(client({ headersMs: 1000, tryMs: 300 }).json({ url, patienceMs: 0 }))).toMatchObject({
      kind: 'broken',
      status: null,
    })
  })

  it('bytes that drip for ever end by time-out', async () => {
    handler = (_, response) => {
      const drip = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(drip))
    }
    expect(await failure(client({ tryMs: 300 }).json({ url, patienceMs: 0 }))).toMatchObject({ kind: 'broken', status: null })
  })

  it('a single try takes no longer than patience lasts', async () => {
    handler = (_, response) => {
      const drip = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(drip))
    }
    const patient = client({ leastTryMs: 100 })
    expect(await failure(patient.json({ url, patienceMs: 300 }))).toMatchObject({ kind: 'broken', code: 'TimeoutError', status: null })
    expect(calls).toBe(1)
  })

  it('an answer that is too large is refused, packed or not, and not asked for again', async () => {
    const large = JSON.stringify({ text: 'x'.repeat(300_000) })
    handler = (_, response) => response.end(large)
    expect(await failure(client({ largest: 100_000 }).json({ url }))).toMatchObject({ kind: 'broken', code: 'answer_too_large' })
    handler = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(large))
    expect(await failure(client({ largest: 100_000 }).json({ url }))).toMatchObject({ kind: 'broken', code: 'answer_too_large' })
    expect(calls).toBe(2)
  })

  it('nobody there is broken', async () => {
    expect(await failure(client().json({ url: 'http://127.0.0.1:1/', patienceMs: 0 }))).toMatchObject({
      kind: 'broken',
      code: 'ECONNREFUSED',
    })
  })
})

describe('what must not leak', () => {
  it('clear text is for this machine only', async () => {
    expect(await failure(client().json({ url: 'http://graph.microsoft.com/v1.0/me' }))).toMatchObject({
      kind: 'invalid',
      code: 'not_https',
    })
  })

  it('errors name neither query nor token', async () => {
    handler = (_, response) =>
      response.writeHead(403).end('{"error":{"code":"x","message":"token eyJhbGciOiJSUzI1NiJ9.payload.signature refused"}}')
    const error = await failure(client().json({ url: `${url}?filter=Contoso`, headers: { authorization: 'Bearer secret-token' } }))
    expect(JSON.stringify([error.message, error.stack, error.cause ?? null])).not.toMatch(/Contoso|secret-token|payload/)
  })

  it('redirects are not followed', async () => {
    handler = (_, response) => response.writeHead(302, { location: 'https://example.com/' }).end()
    expect(await failure(client().json({ url }))).toMatchObject({ kind: 'invalid', status: 302 })
  })

  it.each([
    'https://evil.example/v1.0/contracts',
    '//evil.example/x',
    'http://graph.microsoft.com/x',
    'https://a:b@graph.microsoft.com/x',
    'https://graph.microsoft.com.evil.example/',
    'javascript:alert(1)',
  ])('the link %s leads elsewhere', (link) =>
    expect(() => sameHostLink(link, 'https://graph.microsoft.com/v1.0/contracts')).toThrow(MicrosoftError),
  )

  it('a link of the same host is followed, relative or not', () => {
    expect(sameHostLink('/v1.0/x?$skiptoken=1', 'https://graph.microsoft.com/')).toBe('https://graph.microsoft.com/v1.0/x?$skiptoken=1')
    expect(sameHostLink('https://graph.microsoft.com/v1.0/y', 'https://graph.microsoft.com/')).toBe('https://graph.microsoft.com/v1.0/y')
  })
})

it('gives up at once when it has been closed', async () => {
  handler = answers(200)
  const http = client()
  await http.close()
  expect(await failure(http.json({ url }))).toMatchObject({ kind: 'broken', code: 'closed' })
  expect(waits).toEqual([])
})

it('reports every try', async () => {
  const seen: number[] = []
  handler = answers(503)
  const http = client()
  http.onCall(({ status }) => seen.push(status))
  await http.json({ url })
  expect(seen).toEqual([503, 200])
})
