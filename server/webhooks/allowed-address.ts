// Which addresses a webhook may call: public ones over https. A name is judged by what it resolves to. Entered by webhook-sender.ts.
import type { lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Everything with a purpose of its own (private, loopback, link-local, carrier, documentation, tunnels to IPv4 …) is not public. */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'
}

/** What can be said of the address itself. `localhost` is refused by name as well, whatever it resolves to. */
export function refusalOf(text: string, allowPrivate: boolean): string | null {
  if (!URL.canParse(text)) return 'This is no address.'
  const { protocol, hostname, username, password } = new URL(text)
  if (username || password) return 'An address must not hold a user name or a password.'
  if (protocol !== 'https:' && !(allowPrivate && protocol === 'http:')) return 'Only https is called.'
  if (allowPrivate) return null
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (isIP(host) !== 0) return isPublic(host) ? null : notPublic(host)
  return /(^|\.)localhost$|\.(local|internal|lan|home\.arpa)$/i.test(host) ? notPublic(host) : null
}

const notPublic = (what: string): string => `${what} is not a public address (NOTIFY_ALLOW_PRIVATE).`

/** What a name resolves to is not public. */
export class NotPublic extends Error {}

/** Asks for the addresses of a name, as node:dns does. */
export type Resolve = typeof lookup

/** For the connection itself: fails where any of the addresses is not public, so that what is connected to has been looked at. */
export const lookupAllowed =
  (resolve: Resolve): LookupFunction =>
  (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '', 0)
      const closed = addresses.find(({ address }) => !isPublic(address))
      const [first] = addresses
      if (closed || !first) return done(new NotPublic(notPublic(`${hostname} (${closed?.address ?? 'nothing'})`)), '', 0)
      return options.all ? done(null, addresses) : done(null, first.address, first.family)
    })
  }
