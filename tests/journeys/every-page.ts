// The address of every page and of its main states, for what must hold on all of them. Entered by accessibility.test.ts.
import { type Api, aMessage, anIssue } from './arrange.ts'

export type PageGroup = 'customers' | 'serviceHealth' | 'settings' | 'others'

/** `tenantId`: of a customer whose tenant lets us in. */
const addresses = (tenantId: string, issueId: string, messageId: string): Record<PageGroup, string[]> => ({
  customers: [
    '/',
    '/customers',
    '/customers?view=all',
    '/customers?view=all&all=1',
    '/customers?view=all&search=societe',
    '/customers?view=all&search=nobody%20at%20all',
    '/customers?view=recent',
    '/customers?view=all&departed=1',
    `/customers/${tenantId}`,
    `/customers/${tenantId}?tab=subscriptions`,
    `/customers/${tenantId}?tab=requests`,
    `/customers/${tenantId}?tab=activity`,
    `/customers/${tenantId}?tab=delegation`,
    `/customers/${tenantId}?tab=health`,
    `/customers/${tenantId}?tab=messages`,
    '/customers/not-seen?text=contoso',
  ],
  serviceHealth: [
    '/service-health',
    '/service-health?part=open',
    '/service-health/Exchange%20Online',
    `/service-health/issues/${issueId}`,
    `/service-health/issues/${issueId}/tell`,
    '/service-health/messages',
    `/service-health/messages/${messageId}`,
  ],
  settings: [
    '/settings',
    '/settings/connection',
    '/settings/synchronisation',
    '/settings/limits',
    '/settings/notifications',
    '/settings/notifications/ledger',
    '/settings/notifications/ledger?why=EX1',
    '/settings/customer-messages',
    '/settings/tags',
    '/settings/status-page',
  ],
  others: [
    '/subscriptions',
    '/delegation',
    '/build-your-business',
    '/activity',
    `/service-requests?customer=${tenantId}`,
    '/service-requests',
    '/help',
    '/previous',
    '/nowhere',
  ],
})

export async function everyPage(api: Api): Promise<Record<PageGroup, string[]>> {
  const { tenantId } = await api.customerNamed('Contoso SA')
  const [issueId, messageId] = await Promise.all([anIssue(api), aMessage(api)])
  return addresses(tenantId, issueId, messageId)
}
