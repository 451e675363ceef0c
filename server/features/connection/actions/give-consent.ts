// Gives the app consent in customers' tenants through Partner Center, so that their health and directory can be read, and reads them anew.
import { customerReasons, neededPermissions } from '../../../../contract/connection.ts'
import { pullResources } from '../../../../contract/pulls.ts'
import { unknownCustomer } from '../../../db/customer-rows.ts'
import type { Scope } from '../../../db/scope.ts'
import { announceAll } from '../../../facts/announce.ts'
import type { Services } from '../../../feature.ts'
import { MicrosoftError } from '../../../microsoft/microsoft-error.ts'
import { createApplicationConsent } from '../../../microsoft/partner-center/application-consents.ts'
import { askForPulls } from '../../../pulls/ask.ts'

export type ConsentResult = { tenantId: string; ok: boolean; cause: string | null; said: string | null }

/** The applications behind the APIs that are called in customers' tenants; every tenant knows them under these IDs. */
const apis = { graph: '00000003-0000-0000-c000-000000000000', azure: '797f4846-ba00-4fd7-ba43-dac1f8f63013' } as const
const patience = { patienceMs: 30_000 }

/** One after the other: Partner Center allows no flood, and people wait for a hundred at most. */
export async function giveConsent(services: Services, scope: Scope, tenantIds: readonly string[]): Promise<ConsentResult[]> {
  const ours = await scope.db
    .selectFrom('customers')
    .where('partner_id', '=', scope.partnerId)
    .where('tenant_id', 'in', [...tenantIds])
    .select('tenant_id')
    .execute()
  if (ours.length < new Set(tenantIds).size) throw unknownCustomer()
  const results: ConsentResult[] = []
  for (const { tenant_id: tenantId } of ours) results.push(await consentOf(services, scope.partnerId, tenantId))
  await scope.db.transaction().execute((trx) =>
    announceAll(
      trx,
      scope,
      results.map(({ tenantId, ok, cause }) => ({ kind: 'connection.consent-given', tenantId, data: { ok, cause } })),
    ),
  )
  const given = results.filter(({ ok }) => ok).map(({ tenantId }) => tenantId)
  if (given.length > 0) await askForPulls(services, scope.partnerId, { tenantIds: given, resources: pullResources })
  return results
}

async function consentOf({ microsoft, config }: Services, partnerId: string, tenantId: string): Promise<ConsentResult> {
  const give = (...grants: ReturnType<typeof grantOf>[]) =>
    createApplicationConsent(
      microsoft.partnerCenterAsUser(partnerId),
      tenantId,
      { applicationId: config.MICROSOFT_CLIENT_ID, applicationGrants: grants },
      patience,
    )
  try {
    // An app that was registered without Azure, which is wanted for tickets alone, is admitted without it.
    await give(grantOf('graph'), grantOf('azure')).catch((error) => {
      if (error instanceof MicrosoftError && error.kind === 'invalid') return give(grantOf('graph'))
      throw error
    })
    return { tenantId, ok: true, cause: null, said: null }
  } catch (error) {
    if (!(error instanceof MicrosoftError)) throw error
    return { tenantId, ok: false, cause: error.reason ?? error.kind, said: error.message.slice(0, 500) }
  }
}

const grantOf = (of: keyof typeof apis): { enterpriseApplicationId: string; scope: string } => ({
  enterpriseApplicationId: apis[of],
  scope: neededPermissions
    .filter(({ api, kind, why }) => api === of && kind === 'delegated' && customerReasons.includes(why))
    .map(({ name }) => name)
    .join(','),
})
