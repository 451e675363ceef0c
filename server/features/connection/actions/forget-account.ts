// Gives up the integration account; what was read with it stays.
import type { Scope } from '../../../db/scope.ts'
import { announce } from '../../../facts/announce.ts'
import type { Services } from '../../../feature.ts'

export async function forgetAccount({ microsoft }: Services, scope: Scope): Promise<void> {
  const account = await microsoft.integration.connection(scope.partnerId)
  await microsoft.integration.forget(scope.partnerId)
  if (!account) return
  await scope.db
    .transaction()
    .execute((trx) => announce(trx, scope, { kind: 'connection.given-up', data: { username: account.username ?? '' } }))
}
