// A server that answers as it is told, and one of Microsoft's APIs pointed at it. For tests of the connectors.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHttp } from '../../server/microsoft/http.ts'
import { createSource, type Source } from '../../server/microsoft/source.ts'

export type AskedOfServer = { method: string; url: string; headers: Record<string, string | undefined>; body: unknown }
export type Reply = { status?: number; headers?: Record<string, string>; body?: unknown }

export type ReplyingServer = {
  origin: string
  source: Source
  asked: AskedOfServer[]
  /** The next answers, in order; a function answers from then on. */
  reply(...replies: (Reply | ((asked: AskedOfServer, call: number) => Reply))[]): void
  close(): Promise<void>
}

export async function startReplyingServer(): Promise<ReplyingServer> {
  const asked: AskedOfServer[] = []
  let replies: (Reply | ((asked: AskedOfServer, call: number) => Reply))[] = []
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8')
      const one = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers as AskedOfServer['headers'],
        body: text === '' ? null : (JSON.parse(text) as unknown),
      }
      asked.push(one)
      const next = typeof replies[0] === 'function' ? replies[0] : replies.shift()
      const { status = 200, headers = {}, body } = typeof next === 'function' ? next(one, asked.length) : (next ?? { status: 599 })
      response.writeHead(status, headers)
      response.end(body === undefined || body === null || Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const http = createHttp({ wait: async () => {} })
  return {
    origin,
    source: createSource(http, origin, { token: async () => 'token', renew: () => false }),
    asked,
    reply: (...given) => {
      asked.length = 0
      replies = [...given]
    },
    async close() {
      await http.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
