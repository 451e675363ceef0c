// A server that answers as Microsoft documents, byte for byte, under Microsoft's own addresses. Entered by run.ts.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Call, createHttp, type Http } from '../../server/microsoft/http.ts'
import type { Api } from '../../server/microsoft/operation.ts'
import { createSource, type Source } from '../../server/microsoft/source.ts'

export type Reply = { status: number; headers: Readonly<Record<string, string>>; body: Buffer }

export type Stage = {
  /** The next call is answered with this, every later one with an empty page. */
  reply(reply: Reply): void
  /** The API at a host of Microsoft's, its public cloud where none is named. */
  source(api: Api, host?: string | null): Source
  http: Http
  close(): Promise<void>
}

const usualHost: Record<Api, string> = {
  partnerCenter: 'api.partnercenter.microsoft.com',
  graph: 'graph.microsoft.com',
  azureSupport: 'management.azure.com',
}

/** Headers that are about how bytes travelled when documentation was written. */
const ofTransport = new Set(['content-length', 'transfer-encoding', 'content-encoding', 'connection', 'keep-alive', 'date'])
const emptyPage: Reply = { status: 200, headers: {}, body: Buffer.from('{"value":[],"items":[],"totalCount":0}') }

export async function openStage(): Promise<Stage> {
  let next = emptyPage
  const server = createServer((request, response) => {
    const { status, headers, body } = next
    next = emptyPage
    request.resume()
    response.statusCode = status
    for (const [name, value] of Object.entries(headers)) {
      const plain = name.trim().toLowerCase()
      // Documentation prints values with line breaks, which no answer can carry.
      if (/^[\w-]+$/.test(plain) && !ofTransport.has(plain)) response.setHeader(plain, value.replace(/[^\t\x20-\x7e]+/g, ' ').trim())
    }
    response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const http = createHttp({ wait: async () => {} })
  const staged = onStage(http, `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return {
    http: staged,
    reply: (reply) => {
      next = reply
    },
    source: (api, host) =>
      createSource(staged, `https://${host?.includes('.') ? host : usualHost[api]}`, { token: async () => 'token', renew: () => false }),
    async close() {
      await http.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The connectors see Microsoft's addresses, so that links in documented answers lead where they say; the bytes come from the stage. */
function onStage(http: Http, origin: string): Http {
  const moved = (call: Call): Call => {
    const { pathname, search } = new URL(call.url)
    return { ...call, url: `${origin}${pathname}${search}` }
  }
  return { ...http, call: (call) => http.call(moved(call)), json: (call) => http.json(moved(call)), send: (call) => http.send(moved(call)) }
}
