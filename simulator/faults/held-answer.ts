// Holds an answer back until it is whole, so that it can be sent changed. Works on the bare response: the sign-in service writes there
// itself. Entered by hook.ts.
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'

export type Whole = { status: number; headers: OutgoingHttpHeaders; body: Buffer }

type Sent = string | Uint8Array

/** Calls back once with the whole answer; `send` of the bare response is by then its own again. */
export function holdBack(response: ServerResponse, onWhole: (answer: Whole) => void): void {
  const chunks: Buffer[] = []
  const own = { writeHead: response.writeHead, write: response.write, end: response.end }
  let head: { status: number; headers: OutgoingHttpHeaders } | undefined
  const keep = (chunk: unknown, encoding: unknown) => {
    if (chunk === undefined || chunk === null || typeof chunk === 'function') return
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk, isEncoding(encoding) ? encoding : 'utf8') : Buffer.from(chunk as Sent))
  }
  const isEncoding = (encoding: unknown): encoding is BufferEncoding => typeof encoding === 'string' && Buffer.isEncoding(encoding)
  const done = (...given: unknown[]) => {
    const callback = given.find((one) => typeof one === 'function') as (() => void) | undefined
    if (callback) setImmediate(callback)
  }
  Object.assign(response, {
    writeHead: (status: number, ...rest: unknown[]) => {
      const headers = (rest.find((one) => typeof one === 'object' && one !== null) ?? {}) as OutgoingHttpHeaders
      head = { status, headers }
      return response
    },
    write: (chunk: unknown, encoding?: unknown, callback?: unknown) => {
      keep(chunk, encoding)
      done(encoding, callback)
      return true
    },
    end: (chunk?: unknown, encoding?: unknown, callback?: unknown) => {
      keep(chunk, encoding)
      Object.assign(response, own)
      const headers = { ...response.getHeaders(), ...lowerCase(head?.headers ?? {}) }
      for (const name of response.getHeaderNames()) response.removeHeader(name)
      onWhole({ status: head?.status ?? response.statusCode, headers, body: Buffer.concat(chunks) })
      done(chunk, encoding, callback)
      return response
    },
  })
}

function lowerCase(headers: OutgoingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

/** Sends a whole answer as it is, with the right length. */
export function sendWhole(response: ServerResponse, { status, headers, body }: Whole): void {
  const { 'transfer-encoding': _, 'content-length': __, ...rest } = headers
  response.writeHead(status, { ...rest, 'content-length': body.length })
  response.end(body)
}
