// Makes, revokes and finds the links to the signed-out status page.
import type { z } from 'zod'
import type { createStatusLink as contract } from '../../../contract/status-page.ts'
import { AppError } from '../../base/errors.ts'
import { hashOf, newId, newSecret } from '../../base/ids.ts'
import type { Db } from '../../db/db.ts'
import type { Scope } from '../../db/scope.ts'
import { announce } from '../../facts/announce.ts'
import type { Services } from '../../feature.ts'

type Wanted = z.output<(typeof contract)['body']>
type Made = z.output<(typeof contract)['response']>

export async function createStatusLink({ config, clock }: Services, scope: Scope, { name, showsCustomers }: Wanted): Promise<Made> {
  const [linkId, secret, createdAt] = [newId(), newSecret(), clock.now()]
  await scope.db.transaction().execute(async (trx) => {
    await trx
      .insertInto('status_links')
      .values({
        partner_id: scope.partnerId,
        link_id: linkId,
        token_hash: hashOf(secret),
        name,
        shows_customers: showsCustomers,
        created_at: createdAt,
        created_by: scope.userId,
      })
      .execute()
    await announce(trx, scope, { kind: 'status-link.created', data: { linkId, name, showsCustomers } })
  })
  const link = { linkId, name, showsCustomers, createdAt: createdAt.toISOString(), usedAt: null }
  return { link, address: new URL(`/status/${secret}`, config.TENANTRY_BASE_URL).href }
}

export async function revokeStatusLink(scope: Scope, linkId: string): Promise<void> {
  await scope.db.transaction().execute(async (trx) => {
    const gone = await trx
      .deleteFrom('status_links')
      .where('partner_id', '=', scope.partnerId)
      .where('link_id', '=', linkId)
      .returning('name')
      .executeTakeFirst()
    if (!gone) throw new AppError('not_found', { detail: 'There is no such link. It may have been revoked already.' })
    await announce(trx, scope, { kind: 'status-link.revoked', data: { linkId, name: gone.name } })
  })
}

/** Whose data the page may read. No person, no rights. */
export type StatusReader = { partnerId: string; db: Db }

/**
 * The link a secret belongs to, by its hash, in every partner of this installation: a partner taken out of the configuration is closed
 * at once. Every partner is asked and its use noted whether or not it is found, so that a link that is there takes no other way than one
 * that was revoked or never was; only then does who holds it get more.
 */
export async function findStatusLink(
  { config, door, clock }: Services,
  secret: string,
): Promise<{ read: StatusReader; showsCustomers: boolean } | null> {
  const hash = hashOf(secret)
  let found: { read: StatusReader; showsCustomers: boolean } | null = null
  for (const partnerId of config.TENANTRY_PARTNERS) {
    const read = { partnerId, db: door.ofPartner(partnerId) }
    const link = await read.db
      .selectFrom('status_links')
      .where('partner_id', '=', partnerId)
      .where('token_hash', '=', hash)
      .select('shows_customers')
      .executeTakeFirst()
    await noteUse(read, hash, clock.now())
    if (link) found = { read, showsCustomers: link.shows_customers }
  }
  return found
}

/** At most once a minute: when a link was last of use needs no more. */
async function noteUse({ partnerId, db }: StatusReader, hash: Buffer, now: Date): Promise<void> {
  const minuteAgo = new Date(now.getTime() - 60_000)
  await db
    .updateTable('status_links')
    .set({ used_at: now })
    .where('partner_id', '=', partnerId)
    .where('token_hash', '=', hash)
    .where((is) => is.or([is('used_at', 'is', null), is('used_at', '<=', minuteAgo)]))
    .execute()
}
