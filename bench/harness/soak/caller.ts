// Asks several API processes as a load balancer does: each in turn, and the next one where a connection breaks. Entered by kills.bench.ts.

import { csrfTokenOf, sessionCookie } from '../../../server/http/session.ts'
import type { Person } from '../person.ts'

/** What came of a person's requests. A connection that broke at one process and was answered by another counts as `moved`. */
export type Requests = { made: number; moved: number; failed: string[] }
export type Caller = Pick<Person, 'call'> & { requests: Requests }

/** Longer than any answer takes: whoever waits longer hangs. */
const longestMs = 30_000

/** `call` throws where no process answered, or one answered with anything but success. */
export function createCaller(origins: readonly string[], { secret }: Pick<Person, 'secret'>): Caller {
  const requests: Requests = { made: 0, moved: 0, failed: [] }
  const headers = { cookie: `${sessionCookie}=${secret}`, 'x-csrf-token': csrfTokenOf(secret) }
  let turn = 0
  const fail = (what: string): never => {
    requests.failed.push(what)
    throw new Error(what)
  }
  return {
    requests,
    async call<Answer>(path: string, method = 'GET', body?: object): Promise<Answer> {
      requests.made += 1
      const first = turn++
      let broken = ''
      for (let nth = 0; nth < origins.length; nth += 1) {
        const origin = origins[(first + nth) % origins.length]
        const answer = await ask(`${origin}${path}`, method, headers, body)
        if (answer === 'slow') return fail(`${method} ${path}: no answer within ${longestMs / 1000} s`)
        if (answer.status >= 200 && answer.status < 300) {
          if (nth > 0) requests.moved += 1
          return answer.body as Answer
        }
        if (answer.status > 0) return fail(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`)
        broken = answer.why
      }
      return fail(`${method} ${path}: nobody answers (${broken})`)
    },
  }
}

type Tried = { status: number; body: unknown; why: string }

/** `status` 0 where the connection broke. */
async function ask(url: string, method: string, headers: Record<string, string>, body?: object): Promise<Tried | 'slow'> {
  const signal = AbortSignal.timeout(longestMs)
  try {
    const sent = body === undefined ? headers : { ...headers, 'content-type': 'application/json' }
    const response = await fetch(url, { method, headers: sent, signal, ...(body && { body: JSON.stringify(body) }) })
    const text = await response.text()
    return { status: response.status, body: text === '' ? null : JSON.parse(text), why: '' }
  } catch (error) {
    if (signal.aborted) return 'slow'
    const cause = error instanceof Error ? error.cause : null
    return { status: 0, body: null, why: cause instanceof Error ? cause.message : String(error) }
  }
}
