// One API of Microsoft seen with one identity: adds the token, renews it once when refused, keeps to the rates. Entered by perform.ts and pages.ts.
import type { Call, Gate, Http, JsonAnswer } from './http.ts'
import { anew, sameHostLink } from './http.ts'
import { MicrosoftError } from './microsoft-error.ts'

export type Sent = Omit<Call, 'url' | 'acceptRefusals'> & {
  /** A path such as `/v1.0/contracts?$top=999`, or an absolute address of the same host. */
  path: string
  /** What the call shares a documented limit with; see operation.ts. Where it is absent, the path tells. A `gate` of its own goes before. */
  resource?: string | undefined
}

export type Source = {
  /** Throws MicrosoftError. */
  send(sent: Sent): Promise<JsonAnswer>
  /** The address a link in an answer leads to. Throws MicrosoftError `invalid` if that is another host. */
  follow(link: string): string
  /** The gate that a call passes, for whoever brings it about within another (a batch). None where no rate is kept to. */
  gateOf?: GateOf | undefined
}

export type TokenOptions = Pick<Call, 'signal' | 'patienceMs'>

export type Credential = {
  token(options: TokenOptions): Promise<string>
  /** A second token beside the first: the partner's own, where Azure asks on whose behalf a customer's tenant is entered. */
  auxiliary?(options: TokenOptions): Promise<string>
  /** Called when the token was refused before its time; returns whether another may be had. */
  renew(): boolean
}

/** The gate that a call must pass; what it shares a rate with is decided by the resource or the path. */
export type GateOf = (call: { resource: string | undefined; method: string; path: string }) => Gate

export function createSource(http: Http, baseUrl: string, credential: Credential, gateOf?: GateOf): Source {
  const follow = (link: string): string => sameHostLink(link, `${baseUrl}/`)
  const once = async (call: Call): Promise<JsonAnswer> => {
    const deadline = call.patienceMs === undefined ? null : Date.now() + call.patienceMs
    const headers: Record<string, string> = { ...call.headers, authorization: `Bearer ${await credential.token(call)}` }
    if (credential.auxiliary) headers['x-ms-authorization-auxiliary'] = `Bearer ${await credential.auxiliary(call)}`
    // What fetching the tokens took is no longer there to wait with.
    return http.send({ ...call, headers, ...(deadline !== null && { patienceMs: Math.max(0, deadline - Date.now()) }) })
  }
  return {
    follow,
    gateOf,
    async send({ path, resource, gate, ...sent }) {
      const url = follow(path)
      const method = sent.method ?? 'GET'
      const own = gate ?? gateOf?.({ resource, method, path: new URL(url).pathname })
      const call: Call = { ...sent, url, ...(own && { gate: own }) }
      try {
        return await once(call)
      } catch (error) {
        // A refused token means that nothing has been done, so the call is made again whatever it does.
        if (error instanceof MicrosoftError && error.status === 401 && error.kind === 'denied' && !error.reason && credential.renew())
          return once(anew(call))
        throw error
      }
    },
  }
}
