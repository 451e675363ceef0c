// The admin centers of a customer: name, identifier and address on the simulator's portals. Addresses follow Microsoft's hosts and paths. Pure.
import type { Customer } from '../world/customer.ts'
import { guidFor } from '../world/random.ts'

const CENTERS: readonly [name: string, address: (customer: Customer) => string][] = [
  ['Microsoft 365 admin center', (c) => `admin.microsoft.com/Partner/BeginClientSession.aspx?CTID=${c.tenantId}&CSDEST=o365admincenter`],
  ['Microsoft Entra', (c) => `entra.microsoft.com/${c.tenantId}`],
  ['Exchange', (c) => `admin.cloud.microsoft/exchange?delegatedOrg=${c.prefix}.onmicrosoft.com`],
  ['Microsoft Intune', (c) => `intune.microsoft.com/${c.tenantId}`],
  ['Teams', (c) => `admin.teams.microsoft.com/?delegatedOrg=${c.prefix}.onmicrosoft.com`],
  ['SharePoint', (c) => `${c.prefix}-admin.sharepoint.com`],
  ['Microsoft Defender', (c) => `security.microsoft.com/?tid=${c.tenantId}`],
  ['Microsoft Purview', (c) => `purview.microsoft.com/?tid=${c.tenantId}`],
  ['Power Platform', (c) => `admin.powerplatform.microsoft.com/account/login/${c.tenantId}`],
  ['Azure', (c) => `portal.azure.com/${c.tenantId}`],
  ['Microsoft 365 Lighthouse', () => 'lighthouse.microsoft.com'],
  ['Dynamics 365 Business Central', (c) => `businesscentral.dynamics.com/${c.tenantId}/admin`],
]

export function managementLinks(customer: Customer, portals: string): Record<string, unknown>[] {
  return CENTERS.map(([serviceName, address]) => ({
    '@odata.type': '#microsoft.graph.delegatedAdminServiceManagementDetail',
    id: guidFor('service', serviceName),
    serviceManagementUrl: `${portals}${address(customer)}`,
    serviceName,
  }))
}
