// The services one can open an Azure support ticket for, and the problems each knows. Entered by service-routes.ts and tickets.ts.
import { guidFor } from '../world/random.ts'

export type Problem = { name: string; displayName: string }
export type SupportService = {
  name: string
  displayName: string
  resourceTypes: readonly string[]
  /** May be asked about without an Azure subscription. */
  tenantWide: boolean
  problems: readonly Problem[]
}

const service = (
  displayName: string,
  resourceTypes: readonly string[],
  problems: readonly string[],
  tenantWide = false,
): SupportService => ({
  name: guidFor('azure support service', displayName),
  displayName,
  resourceTypes,
  tenantWide,
  problems: problems.map((problem) => ({ name: guidFor('azure support problem', displayName, problem), displayName: problem })),
})

export const SUPPORT_SERVICES: readonly SupportService[] = [
  service(
    'Billing',
    [],
    ['Refund request', 'Invoice is missing or wrong', 'Add or Edit VAT, TAX ID, or PO Number', 'Payment methods'],
    true,
  ),
  service(
    'Subscription management',
    [],
    [
      'Cancel a subscription',
      'Transfer ownership of a subscription',
      'Enable a disabled subscription',
      'Reservation Management / Exchanges and Refunds',
    ],
    true,
  ),
  service('Service and subscription limits (quotas)', [], ['Compute-VM (cores-vCPUs) subscription limit increases', 'Other Requests']),
  service(
    'Virtual Machine running Windows',
    ['MICROSOFT.CLASSICCOMPUTE/VIRTUALMACHINES', 'MICROSOFT.COMPUTE/VIRTUALMACHINES'],
    ['Connectivity / Cannot connect to virtual machine by using RDP or SSH', 'Backup / Restore fails', 'Performance'],
  ),
  service(
    'Virtual Machine running Linux',
    ['MICROSOFT.CLASSICCOMPUTE/VIRTUALMACHINES', 'MICROSOFT.COMPUTE/VIRTUALMACHINES'],
    ['Connectivity / Cannot connect to virtual machine by using RDP or SSH', 'Extensions', 'Performance'],
  ),
  service(
    'Microsoft Entra Sign-in and Multifactor Authentication',
    ['MICROSOFT.AADIAM/TENANTS'],
    ['Sign-in problems', 'Multifactor authentication'],
  ),
  service('Storage Account Management', ['MICROSOFT.STORAGE/STORAGEACCOUNTS'], ['Access keys', 'Replication']),
  service('SQL Database', ['MICROSOFT.SQL/SERVERS/DATABASES'], ['Connectivity', 'Performance and Query Execution']),
]

const PREFIX = '/providers/Microsoft.Support/services/'

export const serviceId = ({ name }: SupportService): string => `${PREFIX}${name}`

/** By name, or by ID as it stands in a ticket. */
export function supportService(named: string): SupportService | undefined {
  const name = named.toLowerCase().replace(PREFIX.toLowerCase(), '')
  return SUPPORT_SERVICES.find((one) => one.name === name)
}

export function problemIn(one: SupportService, id: string): Problem | undefined {
  const name = id.toLowerCase().replace(`${serviceId(one)}/problemClassifications/`.toLowerCase(), '')
  return one.problems.find((problem) => problem.name === name)
}

export function problemId(one: SupportService, problem: Problem): string {
  return `${serviceId(one)}/problemClassifications/${problem.name}`
}
