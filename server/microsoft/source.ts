// One API of Microsoft seen with one identity: adds the token, renews it once when refused, reads JSON. Entered by graph/ and partner-center/.
import type { CallOptions, Http } from './http.ts'
import { sameHostLink } from './http.ts'
import { MicrosoftError } from './microsoft-error.ts'

export type Source = {
  /** GETs a path such as `/v1.0/contracts?$top=999`, or an absolute address of the same host. Throws MicrosoftError. */
  get(pathOrLink: string, options?: CallOptions, headers?: Record<string, string>): Promise<unknown>
  /** The address a link in an answer leads to. Throws MicrosoftError `invalid` if that is another host. */
  follow(link: string): string
}

export type Credential = {
  token(options: CallOptions): Promise<string>
  /** Called when the token was refused before its time; returns whether another may be had. */
  renew(): boolean
}

export function createSource(http: Http, baseUrl: string, credential: Credential): Source {
  const follow = (link: string): string => sameHostLink(link, `${baseUrl}/`)
  const once = async (url: string, options: CallOptions, headers: Record<string, string>): Promise<unknown> =>
    http.json({ ...options, url, headers: { ...headers, authorization: `Bearer ${await credential.token(options)}` } })
  return {
    follow,
    async get(pathOrLink, options = {}, headers = {}) {
      const url = follow(pathOrLink)
      try {
        return await once(url, options, headers)
      } catch (error) {
        if (error instanceof MicrosoftError && error.status === 401 && error.kind === 'denied' && credential.renew())
          return once(url, options, headers)
        throw error
      }
    },
  }
}
