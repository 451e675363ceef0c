// Where the certificate of an event, and those above it, may be fetched from: Microsoft and its authority alone. Pure; entered by
// webhook-signature.ts.
import { isLoopback } from '../http.ts'
import { MicrosoftError } from '../microsoft-error.ts'

const microsoft = /(^|\.)(microsoft\.com|microsoft\.us|partnercenterapi\.microsoftonline\.cn)$/
/** Microsoft's and DigiCert's authorities name these in their certificates. */
const authorities = /(^|\.)(microsoft\.com|digicert\.com|digicert\.cn)$/
/** The store from which Partner Center serves the certificate, by its documents. Others of the same domain belong to anybody. */
const store = { host: '3psostorageacct.blob.core.windows.net', path: /^\/cert\/[\w.-]+\.cer$/ }

/** Otherwise anybody could bring a certificate along, and make us call any address. Throws MicrosoftError `webhook_signature`. */
export function certificateAddress(sent: string | null, partnerCenterUrl: string): string {
  const url = sent === null ? null : URL.parse(sent)
  if (!url || url.username || url.password) throw refused('There is no address of a certificate')
  const ours = new URL(partnerCenterUrl)
  if (isLoopback(ours) && url.origin === ours.origin) return url.href
  const isStore = url.hostname === store.host && store.path.test(url.pathname) && url.search === ''
  if (url.protocol === 'https:' && url.port === '' && (isStore || microsoft.test(url.hostname))) return url.href
  throw refused(`${url.origin} is not Microsoft`)
}

/** Of the authority above, as a certificate names it; null where it names none that we ask. They say http, and answer to https. */
export function issuerAddress(infoAccess: string | undefined): string | null {
  const sent = /CA Issuers - URI:"?(https?:\/\/[^"\s]+)/.exec(infoAccess ?? '')?.[1]
  const url = sent ? URL.parse(sent.replace(/^http:/, 'https:')) : null
  return url && url.port === '' && !url.username && !url.password && authorities.test(url.hostname) ? url.href : null
}

export const refused = (message: string): MicrosoftError => new MicrosoftError(message, { kind: 'invalid', code: 'webhook_signature' })
