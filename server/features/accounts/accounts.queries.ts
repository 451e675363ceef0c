// What a browser may know about itself. Here the scope is the browser: it spans partners, as its accounts do.
import type { ActiveAccount, KnownAccount, Session } from '../../../contract/accounts.ts'
import { countOpenIncidents } from '../../db/issue-rows.ts'
import type { Services } from '../../feature.ts'
import { type BrowserSession, isAlive } from '../../http/session.ts'

export const nobody: Session = { csrfToken: '', active: null, accounts: [] }

/** The accounts this browser knows and the one it acts as. */
export async function readSession({ door, config, clock }: Services, browser: BrowserSession | null): Promise<Session> {
  if (!browser) return nobody
  const rows = await door.identity
    .selectFrom('browser_accounts as a')
    .innerJoin('users as u', (on) => on.onRef('u.partner_id', '=', 'a.partner_id').onRef('u.user_id', '=', 'a.user_id'))
    .innerJoin('partners as p', 'p.partner_id', 'a.partner_id')
    .where('a.browser_id', '=', browser.browserId)
    .orderBy('a.used_at', 'desc')
    .select(['u.user_id', 'u.name', 'u.username', 'a.signed_in_at', 'a.used_at', 'p.partner_id', 'p.name as organisation', 'p.advisor'])
    .execute()
  const now = clock.now()
  const accounts = rows.map(
    (row): KnownAccount => ({
      id: row.user_id,
      name: row.name,
      username: row.username,
      organisation: row.organisation,
      signedIn: isAlive(row, now, config),
      lastUsedAt: row.used_at.toISOString(),
    }),
  )
  const { scope } = browser
  const mine = scope && rows.find((row) => row.user_id === scope.userId)
  const known = mine && accounts.find((account) => account.id === mine.user_id)
  const active: ActiveAccount | null =
    scope && mine && known
      ? {
          ...known,
          partnerTenantId: mine.partner_id,
          advisor: mine.advisor,
          roles: [...scope.roles],
          permissions: [...scope.permissions],
          openIncidents: await countOpenIncidents(scope),
        }
      : null
  return { csrfToken: browser.csrfToken ?? '', active, accounts }
}
