// Brings the database to the current shape. Several processes may start at once: Kysely's migrator holds a lock.
import { sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Db } from './db.ts'
import * as foundation from './migrations/0001-foundation.ts'
import * as customers from './migrations/0002-customers.ts'
import * as csv from './migrations/0003-csv.ts'
import * as syncSeen from './migrations/0004-sync-seen.ts'
import * as terms from './migrations/0005-terms.ts'
import * as pulls from './migrations/0006-pulls.ts'
import * as microsoft from './migrations/0007-microsoft.ts'
import * as subscriptionsHealth from './migrations/0008-subscriptions-health.ts'
import * as connection from './migrations/0009-connection.ts'
import * as tags from './migrations/0010-tags.ts'
import * as messages from './migrations/0011-messages.ts'
import * as serviceHealth from './migrations/0012-service-health.ts'
import * as notifications from './migrations/0013-notifications.ts'
import * as customerNotices from './migrations/0014-customer-notices.ts'
import * as statusLinks from './migrations/0015-status-links.ts'
import * as syncLists from './migrations/0016-sync-lists.ts'
import * as policies from './migrations/0017-policies.ts'
import * as listStates from './migrations/0018-list-states.ts'
import * as leaving from './migrations/0019-leaving.ts'
import * as mailRefusalsLedgerSearch from './migrations/0020-mail-refusals-ledger-search.ts'
import * as returnedMail from './migrations/0021-returned-mail.ts'
import * as customerMessages from './migrations/0022-customer-messages.ts'
import * as absenceCounted from './migrations/0023-absence-counted.ts'
import * as silentLine from './migrations/0024-silent-line.ts'
import * as healthKnown from './migrations/0025-health-known.ts'

/** Numbered, forward only: a migration that has been released is never changed. */
const migrations: Record<string, Migration> = {
  '0001-foundation': foundation,
  '0002-customers': customers,
  '0003-csv': csv,
  '0004-sync-seen': syncSeen,
  '0005-terms': terms,
  '0006-pulls': pulls,
  '0007-microsoft': microsoft,
  '0008-subscriptions-health': subscriptionsHealth,
  '0009-connection': connection,
  '0010-tags': tags,
  '0011-messages': messages,
  '0012-service-health': serviceHealth,
  '0013-notifications': notifications,
  '0014-customer-notices': customerNotices,
  '0015-status-links': statusLinks,
  '0016-sync-lists': syncLists,
  '0017-policies': policies,
  '0018-list-states': listStates,
  '0019-leaving': leaving,
  '0020-mail-refusals-ledger-search': mailRefusalsLedgerSearch,
  '0021-returned-mail': returnedMail,
  '0022-customer-messages': customerMessages,
  '0023-absence-counted': absenceCounted,
  '0024-silent-line': silentLine,
  '0025-health-known': healthKnown,
}

export async function migrate(db: Db): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error instanceof Error ? error : new Error('The database could not be migrated', { cause: error })
}

/** Row-level security does not bind a superuser, so such a role is refused. */
export async function refuseSuperuser(db: Db): Promise<void> {
  const { rows } = await sqlRole(db)
  if (rows[0]?.above) {
    throw new Error(
      'DATABASE_URL names a PostgreSQL superuser (or a role with BYPASSRLS), for whom row-level security does not hold. Use an ordinary role that owns the database.',
    )
  }
}

const sqlRole = (db: Db) =>
  sql<{ above: boolean }>`select (rolsuper or rolbypassrls) as above from pg_roles where rolname = current_user`.execute(db)
