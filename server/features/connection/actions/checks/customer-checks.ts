// Checks of the way to customers: that there are some, that one's tenant gives a token, that its health may be read.

import { contractPages } from '../../../../microsoft/graph/contracts.ts'
import { healthOverviews } from '../../../../microsoft/graph/health-overviews.ts'
import { organization } from '../../../../microsoft/graph/organization.ts'
import { MicrosoftError } from '../../../../microsoft/microsoft-error.ts'
import { customerPages } from '../../../../microsoft/partner-center/customers.ts'
import { type Check, type CheckContext, CheckFailed } from './check.ts'

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
  after: ['partnerCenterToken', 'relationships'],
  run: async ({ services: { microsoft }, partnerId, patience, found }) => {
    if (!found.customerId) throw new CheckFailed('no_active_relationship', {}, 'warning')
    const own = await organization(microsoft.graphOfCustomer(partnerId, found.customerId), patience)
    return { customer: own?.name ?? found.customerName ?? found.customerId }
  },
}

export const customerHealth: Check = {
  after: ['customerToken'],
  run: async ({ services: { microsoft }, partnerId, patience, found }) => {
    if (!found.customerId) throw new CheckFailed('no_active_relationship', {}, 'warning')
    const { records } = await healthOverviews(microsoft.graphOfCustomer(partnerId, found.customerId), false, patience)
    return { customer: found.customerName ?? found.customerId, services: records.length }
  },
}
