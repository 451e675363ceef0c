// One API of Microsoft seen with one identity: adds the token, renews it once when refused. Entered by perform.ts and pages.ts.
import type { Call, Http, JsonAnswer } from './http.ts'
import { sameHostLink } from './http.ts'
import { MicrosoftError } from './microsoft-error.ts'

export type Sent = Omit<Call, 'url' | 'acceptRefusals'> & {
  /** A path such as `/v1.0/contracts?$top=999`, or an absolute address of the same host. */
  path: string
  /** What the call shares a documented limit with; see operation.ts. */
  resource?: string | undefined
}

export type Source = {
  /** Throws MicrosoftError. */
  send(sent: Sent): Promise<JsonAnswer>
  /** The address a link in an answer leads to. Throws MicrosoftError `invalid` if that is another host. */
  follow(link: string): string
}

export type Credential = {
  token(options: Pick<Call, 'signal' | 'patienceMs'>): Promise<string>
  /** Called when the token was refused before its time; returns whether another may be had. */
  renew(): boolean
}

export function createSource(http: Http, baseUrl: string, credential: Credential): Source {
  const follow = (link: string): string => sameHostLink(link, `${baseUrl}/`)
  const once = async (call: Call): Promise<JsonAnswer> =>
    http.send({ ...call, headers: { ...call.headers, authorization: `Bearer ${await credential.token(call)}` } })
  return {
    follow,
    async send({ path, resource: _, ...call }) {
      const url = follow(path)
      try {
        return await once({ ...call, url })
      } catch (error) {
        // A refused token means that nothing has been done, so the call is made again whatever it does.
        if (error instanceof MicrosoftError && error.status === 401 && error.kind === 'denied' && credential.renew())
          return once({ ...call, url })
        throw error
      }
    },
  }
}
