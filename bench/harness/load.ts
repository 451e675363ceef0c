// Load through HTTP with 16 connections, each asking for its own shuffled list of addresses. Entered by P1, P2 and R5.
import autocannon from 'autocannon'

/** `perSecond`: no more than that; otherwise as many as are answered. */
export type Load = { origin: string; cookie: string; paths: readonly string[]; seconds: number; connections?: number; perSecond?: number }
export type LoadResult = { perSecond: number; p50: number; p99: number }

/** Throws where an answer was not a 2xx: a fast refusal is no figure. */
export async function load({ origin, cookie, paths, seconds, connections = 16, perSecond }: Load): Promise<LoadResult> {
  const latencies: number[] = []
  const statuses = new Set<number>()
  let nth = 0
  const started = performance.now()
  const result = await autocannon({
    url: origin,
    connections,
    duration: seconds,
    ...(perSecond && { overallRate: perSecond }),
    setupClient: (client) => {
      // Each connection has its own share of the list: in step they would all ask for the same at the same time, and to prepare the whole
      // list for each of them takes this process longer than many an answer.
      const share = Math.ceil(paths.length / connections)
      const own = paths.slice(share * nth, share * (nth + 1))
      nth += 1
      client.on('response', (status, _bytes, milliseconds) => {
        statuses.add(status)
        latencies.push(milliseconds)
      })
      client.setRequests((own.length > 0 ? own : paths).map((path) => ({ method: 'GET', path, headers: { cookie } })))
    },
  })
  const took = (performance.now() - started) / 1000
  if (result.non2xx > 0 || result.errors > 0 || latencies.length === 0)
    throw new Error(`${result.non2xx} answers were refusals and ${result.errors} requests failed at ${origin}; statuses ${[...statuses]}`)
  latencies.sort((a, b) => a - b)
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN
  return { perSecond: latencies.length / took, p50: at(0.5), p99: at(0.99) }
}
