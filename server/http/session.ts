// From the session cookie to the caller's scope, in one statement. Entered on every request that is not a static file.
import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { permissionsOf } from '../../contract/permissions.ts'
import type { Config } from '../base/config.ts'
import { hashOf } from '../base/ids.ts'
import { prepared } from '../db/prepared.ts'
import { limitsOf, type Scope } from '../db/scope.ts'
import type { Services } from '../feature.ts'

export const sessionCookie = '__Host-tenantry'

/** The browser behind a request, and the account it acts as while that sign-in is alive. */
export type BrowserSession = {
  browserId: string
  /** Null for the operator, who sends no cookie. */
  csrfToken: string | null
  scope: Scope | null
  /** An account was active here but its sign-in has run out. */
  expired: boolean
}

/** Only someone who holds the cookie can compute it, and a foreign site can neither read nor guess it. */
export const csrfTokenOf = (secret: string): string => createHmac('sha256', secret).update('csrf').digest('base64url')

/** Looks the cookie up. `null` when the browser is unknown. Touches the last use at most once a minute, and never where the request is `passive`. */
export async function readBrowser({ door, config, clock }: Services, secret: string, passive = false): Promise<BrowserSession | null> {
  const row = await sessionQuery(door.sessions, hashOf(secret)).executeTakeFirst()
  if (!row) return null
  const now = clock.now().getTime()
  const csrfToken = csrfTokenOf(secret)
  const base = { browserId: row.browser_id, csrfToken }
  const { user_id: userId, partner_id: partnerId, signed_in_at: signedInAt, used_at: usedAt, roles } = row
  // A partner taken out of the configuration is locked out at once, whatever sign-ins there still are.
  const known = partnerId !== null && config.TENANTRY_PARTNERS.includes(partnerId)
  if (!known || !userId || !usedAt || !roles) return { ...base, scope: null, expired: false }
  if (!isAlive({ signed_in_at: signedInAt, used_at: usedAt }, clock.now(), config))
    return { ...base, scope: null, expired: signedInAt !== null }
  if (!passive && now - usedAt.getTime() > 60_000)
    await touch(door.identity, { browserId: row.browser_id, partnerId, userId }, new Date(now))
  const scope: Scope = {
    partnerId,
    db: door.ofPartner(partnerId),
    userId,
    roles,
    permissions: permissionsOf(roles),
    limits: limitsOf(row.limits ?? {}),
    customersVersion: row.customers_version ?? '0',
  }
  return { ...base, scope, expired: false }
}

type SignIn = { signed_in_at: Date | null; used_at: Date }

/** Whether a sign-in is inside both limits: since it began and since its last use. */
export function isAlive({ signed_in_at: signedInAt, used_at: usedAt }: SignIn, now: Date, config: Config): boolean {
  return (
    signedInAt !== null &&
    now.getTime() - signedInAt.getTime() < config.SESSION_ABSOLUTE_HOURS * 3_600_000 &&
    now.getTime() - usedAt.getTime() < config.SESSION_IDLE_MINUTES * 60_000
  )
}

const sessionQuery = (db: Services['door']['identity'], tokenHash: Buffer) =>
  db
    .selectFrom('browsers as b')
    .modifyFront(prepared)
    .leftJoin('browser_accounts as a', (on) =>
      on
        .onRef('a.browser_id', '=', 'b.browser_id')
        .onRef('a.partner_id', '=', 'b.active_partner_id')
        .onRef('a.user_id', '=', 'b.active_user_id'),
    )
    .leftJoin('users as u', (on) => on.onRef('u.partner_id', '=', 'a.partner_id').onRef('u.user_id', '=', 'a.user_id'))
    .leftJoin('partners as p', 'p.partner_id', 'a.partner_id')
    .where('b.token_hash', '=', tokenHash)
    .select(['b.browser_id', 'a.signed_in_at', 'a.used_at', 'u.user_id', 'u.partner_id', 'u.roles', 'p.limits', 'p.customers_version'])

type Account = { browserId: string; partnerId: string; userId: string }

async function touch(db: Services['door']['identity'], { browserId, partnerId, userId }: Account, at: Date): Promise<void> {
  await sql`
    with used as (
      update browser_accounts set used_at = ${at} where browser_id = ${browserId} and partner_id = ${partnerId} and user_id = ${userId}
    )
    update browsers set seen_at = ${at} where browser_id = ${browserId}
  `.execute(db)
}
