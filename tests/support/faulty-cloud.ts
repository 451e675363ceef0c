// A stand-in for the way to Microsoft before a simulated cloud: passes every call on, and can hold, refuse or spoil some of them.
// Entered by tests of what the product does when Microsoft fails.
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startCloud, type TestCloud } from './cloud.ts'

/** `hold`: answered once the promise is kept. `status`: refused. `spoil`: the JSON answer is changed. */
export type Fault = { hold?: Promise<unknown>; status?: number; spoil?: (body: Record<string, unknown>) => unknown }

export type FaultyCloud = {
  cloud: TestCloud
  /** The first of its partners. */
  partnerId: string
  /** Asked for every call with `METHOD /path?query` and its `Authorization`; what it returns is done to the call. */
  fault: (call: string, authorization: string | undefined) => Fault | undefined
  calls: string[]
  /** The simulated cloud, too. */
  stop(): Promise<void>
}

export async function startFaultyCloud(customers: number): Promise<FaultyCloud> {
  const server = createServer((request, response) => {
    pass(request).then(
      ({ status, headers, body }) => response.writeHead(status, headers).end(body),
      () => response.destroy(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // Its tokens and links name their host, which is this one.
  const cloud = await startCloud(customers, { publicOrigin: `http://localhost:${(server.address() as AddressInfo).port}` })
  const way: FaultyCloud = {
    cloud,
    partnerId: cloud.partners[0] as string,
    fault: () => undefined,
    calls: [],
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await cloud.cloud.stop()
    },
  }
  async function pass(request: IncomingMessage) {
    const call = `${request.method} ${decodeURIComponent(request.url ?? '')}`
    way.calls.push(call)
    const fault = way.fault(call, request.headers.authorization)
    await fault?.hold
    if (fault?.status) return { status: fault.status, headers: {}, body: '{"error":{"code":"Spoilt","message":"on purpose"}}' }
    const sent = await read(request)
    const { host, connection, 'content-length': length, 'accept-encoding': encoding, ...headers } = request.headers
    const answer = await fetch(`${cloud.cloud.address}${request.url}`, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(sent && { body: sent }),
    })
    const body = await answer.text()
    return {
      status: answer.status,
      headers: { 'content-type': answer.headers.get('content-type') ?? 'application/json' },
      body: fault?.spoil ? JSON.stringify(fault.spoil(JSON.parse(body.replace(/^\uFEFF/, '')))) : body,
    }
  }
  return way
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
