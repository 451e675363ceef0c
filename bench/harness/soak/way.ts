// The way to Microsoft: passes every call on as it comes, and notices where one thing of one customer is read twice at the same time.
// Entered by stage.ts.
import { Agent, request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Way = {
  /** What the simulated cloud must call itself, as its tokens and links name their host. */
  origin: string
  /** Passes calls on to this port of the machine from now on. */
  leadTo(port: number): void
  /** Readings of customers that were passed on, and those that began while the same was being read. */
  counts(): { readings: number; twiceAtOnce: string[] }
  stop(): Promise<void>
}

const ofACustomer =
  /^\/v1\/customers\/[^/]+(\/subscriptions)?$|^\/v1\.0\/(admin\/serviceAnnouncement\/(healthOverviews|issues|messages)|directory\/subscriptions)$/

export async function startWay(): Promise<Way> {
  const upstream = new Agent({ keepAlive: true })
  const [open, twiceAtOnce] = [new Set<string>(), [] as string[]]
  let [port, readings] = [0, 0]
  const server = createServer((request, response) => {
    const reading = readingOf(request)
    if (reading !== null) {
      readings += 1
      if (open.has(reading)) twiceAtOnce.push(reading)
      open.add(reading)
      // Also where whoever asked was killed: nobody reads it any more then.
      response.once('close', () => open.delete(reading))
    }
    pass(request, response, { upstream, port })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    leadTo: (to) => {
      port = to
    },
    counts: () => ({ readings, twiceAtOnce: [...twiceAtOnce] }),
    stop: async () => {
      server.closeAllConnections()
      upstream.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A cloud that is not there, or is killed in the middle, is a connection that breaks. */
function pass(request: IncomingMessage, response: ServerResponse, { upstream, port }: { upstream: Agent; port: number }): void {
  const { method, url: path, headers } = request
  const passed = ask({ host: '127.0.0.1', port, method, path, headers, agent: upstream }, (answer) => {
    answer.once('error', () => response.destroy())
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  passed.once('error', () => response.destroy())
  response.once('close', () => passed.destroy())
  request.pipe(passed)
}

function readingOf({ method, url = '', headers }: IncomingMessage): string | null {
  const path = url.split('?')[0] ?? ''
  if (method !== 'GET' || !ofACustomer.test(path)) return null
  const [, claims = ''] = (headers.authorization ?? '').split('.')
  const { tid } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8') || '{}') as { tid?: string }
  return `${tid} ${path}`
}
