// Checks of the way to customers: that there are some, that one's tenant gives a token, that its health may be read.

import { customerReasons, neededPermissions } from '../../../../../contract/connection.ts'
import { contractPages } from '../../../../microsoft/graph/contracts.ts'
import { healthOverviews } from '../../../../microsoft/graph/health-overviews.ts'
import { organization } from '../../../../microsoft/graph/organization.ts'
import { MicrosoftError } from '../../../../microsoft/microsoft-error.ts'
import { customerPages } from '../../../../microsoft/partner-center/customers.ts'
import { type Check, type CheckContext, CheckFailed, type Example, type Facts, isGranted } from './check.ts'

export const customers: Check = {
  after: ['applicationToken'],
  run: async (context) => {
    const first = await firstCustomers(context)
    if (first.length === 0) throw new CheckFailed('no_customers')
    return { first }
  },
}

/** Advisors have no customers in Partner Center; Graph's contracts name theirs. */
async function firstCustomers({ services: { microsoft }, partnerId, patience }: CheckContext): Promise<string[]> {
  const named = (records: readonly { name: string | null; tenantId: string }[]): string[] =>
    records.slice(0, 3).map(({ name, tenantId }) => name ?? tenantId)
  try {
    for await (const page of customerPages(microsoft.partnerCenter(partnerId), patience)) {
      if (page.records.length > 0) return named(page.records)
    }
  } catch (error) {
    if (!(error instanceof MicrosoftError) || error.kind !== 'denied' || error.wholePartner) throw error
  }
  for await (const page of contractPages(microsoft.graph(partnerId), patience)) {
    if (page.records.length > 0) return named(page.records)
  }
  return []
}

export const customerToken: Check = {
  // Customers are entered with a token for Graph: whether Partner Center gave one says nothing of it.
  after: ['integrationAccount', 'relationships'],
  run: async (context) => {
    const { found } = context
    if (found.examples.length === 0) throw new CheckFailed('no_active_relationship', {}, 'warning')
    let first: MicrosoftError | undefined
    for (const example of found.examples) {
      try {
        return await enter(context, example)
      } catch (error) {
        if (!isOfThatCustomer(error)) throw error
        first ??= error
        found.refused.push(`${example.name} (${error.reason ?? error.kind})`)
      }
    }
    throw first
  },
  known: ({ found }): Facts => (found.refused.length > 0 ? { refused: found.refused } : {}),
}

/** Only what its own administrators can mend: of all else the next one would say the same. */
const isOfThatCustomer = (error: unknown): error is MicrosoftError =>
  error instanceof MicrosoftError && !error.wholePartner && (error.kind === 'denied' || error.kind === 'gone')

async function enter({ services: { microsoft }, partnerId, patience, found }: CheckContext, example: Example): Promise<Facts> {
  const granted = await microsoft.diagnosis.customerPermissions(partnerId, example.tenantId, patience)
  const own = await organization(microsoft.graphOfCustomer(partnerId, example.tenantId), patience)
  found.customer = example
  const missing = inCustomers.filter((name) => !isGranted(granted, name))
  const facts = { customer: own?.name ?? example.name, ...(missing.length > 0 && { missing }) }
  if (found.refused.length > 0) throw new CheckFailed('some_customers_closed', { ...facts, refused: found.refused }, 'warning')
  if (missing.length > 0) throw new CheckFailed('customer_permissions_missing', facts, 'warning')
  return facts
}

/** Of the delegated permissions for Graph, those that are used in customers' tenants. */
const inCustomers = neededPermissions
  .filter(({ api, kind, why }) => api === 'graph' && kind === 'delegated' && customerReasons.includes(why))
  .map(({ name }) => name)

export const customerHealth: Check = {
  after: ['customerToken'],
  run: async ({ services: { microsoft }, partnerId, patience, found }) => {
    if (!found.customer) throw new CheckFailed('no_active_relationship', {}, 'warning')
    const { tenantId, name } = found.customer
    const { records } = await healthOverviews(microsoft.graphOfCustomer(partnerId, tenantId), false, patience)
    return { customer: name, services: records.length }
  },
}
