// Reads one customer again from Microsoft when someone opens it: details, relationships and admin centers, then saves what differs.
import { pullResources } from '../../../contract/pulls.ts'
import { unknownCustomer } from '../../db/customer-rows.ts'
import type { Scope } from '../../db/scope.ts'
import type { Services } from '../../feature.ts'
import { type DelegatedRelationship, relationshipPages } from '../../microsoft/graph/delegated-admin-relationships.ts'
import { serviceManagementDetails } from '../../microsoft/graph/service-management-details.ts'
import type { Microsoft } from '../../microsoft/microsoft.ts'
import { MicrosoftError } from '../../microsoft/microsoft-error.ts'
import { customerById, type PartnerCenterCustomer } from '../../microsoft/partner-center/customers.ts'
import { isNotOurs } from '../../microsoft/partner-center/failures.ts'
import { askForPulls } from '../../pulls/ask.ts'
import { readAlone } from '../../pulls/read-alone.ts'
import { type FoundCustomer, saveFoundCustomer } from './actions/save-found-customer.ts'
import { nextDetailsMs } from './customers.rules.ts'

/** People wait for this, so it gives up early; the last known state stays. */
const patience = { patienceMs: 12_000 }

/** What was read this recently is not asked for again, however often a card is opened. */
const freshMs = 30_000

/** The card's own details are read while one waits. */
const behindTheCard = pullResources.filter((resource) => resource !== 'details')

/** One reading at a time for each customer: whoever comes meanwhile, here or in another process, waits for the same. */
const underWay = new Map<string, Promise<void>>()

export async function refreshCustomer(services: Services, scope: Scope, tenantId: string): Promise<void> {
  const key = `${scope.partnerId} ${tenantId}`
  const reading = underWay.get(key) ?? refreshUnlessFresh(services, scope, tenantId).finally(() => underWay.delete(key))
  underWay.set(key, reading)
  await reading
}

async function refreshUnlessFresh(services: Services, { partnerId, db }: Scope, tenantId: string): Promise<void> {
  const { microsoft, clock } = services
  const known = async () => {
    const row = await db
      .selectFrom('customers')
      .where('partner_id', '=', partnerId)
      .where('tenant_id', '=', tenantId)
      .select(['details_read_at', 'in_partner_center'])
      .executeTakeFirst()
    if (!row) throw unknownCustomer()
    return row
  }
  const isFresh = async (): Promise<boolean> => {
    const { details_read_at: readAt } = await known()
    return readAt !== null && clock.now().getTime() - readAt.getTime() < freshMs
  }
  if (await isFresh()) return
  // What is read in the background goes first for a customer that somebody looks at.
  await askForPulls(services, partnerId, { tenantIds: [tenantId], resources: behindTheCard, unlessWithinMs: 5 * 60_000 })
  await readAlone<FoundCustomer>(services, {
    partnerId,
    tenantId,
    resource: 'details',
    patienceMs: patience.patienceMs,
    isDone: isFresh,
    read: async () => readFromMicrosoft(microsoft, { partnerId, tenantId, inPartnerCenter: (await known()).in_partner_center }),
    save: (trx, found) => saveFoundCustomer(trx, { partnerId, tenantId }, found, clock.now()),
    nextInMs: ({ customer }) => nextDetailsMs(Boolean(customer?.address), Math.random()),
  })
}

type Asked = { partnerId: string; tenantId: string; inPartnerCenter: boolean }

async function readFromMicrosoft(microsoft: Microsoft, asked: Asked): Promise<FoundCustomer> {
  const { partnerId, tenantId } = asked
  const [customer, { relationships, relationshipsWhole }] = await Promise.all([
    readDetails(microsoft, asked),
    readRelationships(microsoft, partnerId, tenantId),
  ])
  const open = relationships.some((relationship) => relationship.state === 'active')
  const centers = open ? await orNothing(serviceManagementDetails(microsoft.graph(partnerId), tenantId, patience)) : null
  return { customer, relationships, relationshipsWhole, centers }
}

/** A customer that is not in Partner Center, or closed to us there, is still a customer. */
async function readDetails(microsoft: Microsoft, { partnerId, tenantId, inPartnerCenter }: Asked): Promise<PartnerCenterCustomer | null> {
  try {
    return await customerById(microsoft.partnerCenter(partnerId), tenantId, patience)
  } catch (error) {
    if (isNotOurs(error, { inPartnerCenter })) return null
    throw error
  }
}

/** Not every way in is named to us. */
async function orNothing<Found>(asked: Promise<Found>): Promise<Found | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof MicrosoftError && (error.kind === 'gone' || error.kind === 'denied')) return null
    throw error
  }
}

type FoundRelationships = Pick<FoundCustomer, 'relationships' | 'relationshipsWhole'>

async function readRelationships(microsoft: Microsoft, partnerId: string, tenantId: string): Promise<FoundRelationships> {
  const found: DelegatedRelationship[] = []
  let skipped = 0
  // Graph may not honour the filter on every version: only this customer's are taken.
  for await (const page of relationshipPages(microsoft.graph(partnerId), { tenantId }, patience)) {
    found.push(...page.records)
    skipped += page.skipped.length
  }
  return { relationships: found.filter((relationship) => relationship.tenantId === tenantId), relationshipsWhole: skipped === 0 }
}
