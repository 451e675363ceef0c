// Switching between signed-in accounts, signing out, forgetting. Signing in has its own file.
import { AppError } from '../../base/errors.ts'
import { announce } from '../../facts/announce.ts'
import type { Services } from '../../feature.ts'
import { type BrowserSession, isAlive } from '../../http/session.ts'

/** Acts as another account that is signed in here already. */
export async function switchAccount({ door, clock, config }: Services, browser: BrowserSession, accountId: string): Promise<void> {
  const account = await accountHere(door.identity, browser, accountId)
  if (!account || !isAlive(account, clock.now(), config)) {
    throw new AppError('account_not_signed_in', { detail: 'Sign in with this account again.' })
  }
  await door.identity.transaction().execute(async (trx) => {
    await trx
      .updateTable('browsers')
      .set({ active_partner_id: account.partner_id, active_user_id: accountId })
      .where('browser_id', '=', browser.browserId)
      .execute()
    await trx
      .updateTable('browser_accounts')
      .set({ used_at: clock.now() })
      .where('browser_id', '=', browser.browserId)
      .where('user_id', '=', accountId)
      .execute()
  })
}

/** Ends the sign-ins of one account or, without an id, of all. They stay known to this browser. */
export async function signOut({ door }: Services, browser: BrowserSession, accountId?: string): Promise<void> {
  const ended = await door.identity
    .selectFrom('browser_accounts as a')
    .innerJoin('users as u', (on) => on.onRef('u.partner_id', '=', 'a.partner_id').onRef('u.user_id', '=', 'a.user_id'))
    .where('a.browser_id', '=', browser.browserId)
    .where('a.signed_in_at', 'is not', null)
    .$if(accountId !== undefined, (query) => query.where('a.user_id', '=', accountId as string))
    .select(['a.partner_id', 'a.user_id', 'u.username'])
    .execute()
  for (const account of ended) {
    await door
      .ofPartner(account.partner_id)
      .transaction()
      .execute(async (trx) => {
        await trx
          .updateTable('browser_accounts')
          .set({ signed_in_at: null })
          .where('partner_id', '=', account.partner_id)
          .where('browser_id', '=', browser.browserId)
          .where('user_id', '=', account.user_id)
          .execute()
        await announce(
          trx,
          { partnerId: account.partner_id, userId: account.user_id },
          { kind: 'account.signed-out', data: { username: account.username } },
        )
      })
  }
}

/** Signs the account out and takes it off this browser's list. */
export async function forgetAccount(services: Services, browser: BrowserSession, accountId: string): Promise<void> {
  await signOut(services, browser, accountId)
  await services.door.identity
    .deleteFrom('browser_accounts')
    .where('browser_id', '=', browser.browserId)
    .where('user_id', '=', accountId)
    .execute()
}

/** As long as the cookie lives; a browser that never signed in is forgotten after a day. */
export const browserDays = 180

export async function forgetOldBrowsers({ door, clock }: Services): Promise<void> {
  const ago = (days: number) => new Date(clock.now().getTime() - days * 86_400_000)
  await door.identity
    .deleteFrom('browsers as b')
    .where((where) =>
      where.or([
        where('b.seen_at', '<', ago(browserDays)),
        where.and([
          where('b.seen_at', '<', ago(1)),
          where.not(
            where.exists(where.selectFrom('browser_accounts as a').whereRef('a.browser_id', '=', 'b.browser_id').select('a.user_id')),
          ),
        ]),
      ]),
    )
    .execute()
}

const accountHere = (db: Services['door']['identity'], browser: BrowserSession, accountId: string) =>
  db
    .selectFrom('browser_accounts')
    .where('browser_id', '=', browser.browserId)
    .where('user_id', '=', accountId)
    .select(['partner_id', 'signed_in_at', 'used_at'])
    .executeTakeFirst()
