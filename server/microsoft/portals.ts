// The ways into admin centers as delegated administrator: the documented addresses, and Microsoft's service names in our words.
// Used where serviceManagementDetails names none. Every entry opens on the customer, not on the partner's own organisation.
import { type AdminCenterKey, adminCenters } from '../../contract/customers.ts'

export type PortalCustomer = {
  tenantId: string
  /** What is known, the primary domain first. */
  domains: readonly string[]
}

export type Portals = {
  /** The documented address of one admin center, or of one of its pages (`servicehealth`); null for a name that is neither. */
  link(center: string, customer: PortalCustomer): string | null
  /** Where the customer's Global Administrator approves a delegated admin relationship that is `approvalPending`. */
  approval(relationshipId: string): string
}

type Names = { tenant: string; domain: string | null; prefix: string | null }

/** Where no domain is known that the address needs, the older session address, which needs the tenant alone. */
const session = (tenant: string, destination: string): string =>
  `portal.office.com/Partner/BeginClientSession.aspx?CTID=${tenant}&CSDEST=${destination}`

const documented: Readonly<Record<AdminCenterKey, (names: Names) => string>> = {
  microsoft365: ({ tenant }) => `admin.microsoft.com/Partner/BeginClientSession.aspx?CTID=${tenant}&CSDEST=o365admincenter`,
  entra: ({ tenant }) => `entra.microsoft.com/${tenant}`,
  exchange: ({ tenant, domain }) => (domain ? `admin.cloud.microsoft/exchange?delegatedOrg=${domain}` : session(tenant, 'Exchange')),
  intune: ({ tenant }) => `intune.microsoft.com/${tenant}`,
  teams: ({ tenant, domain }) =>
    domain ? `admin.teams.microsoft.com/?delegatedOrg=${domain}` : session(tenant, 'MicrosoftCommunicationsOnline'),
  sharepoint: ({ tenant, prefix }) => (prefix ? `${prefix}-admin.sharepoint.com` : session(tenant, 'SharePoint')),
  defender: ({ tenant }) => `security.microsoft.com/?tid=${tenant}`,
  purview: ({ tenant }) => `purview.microsoft.com/?tid=${tenant}`,
  powerplatform: ({ tenant }) => `admin.powerplatform.microsoft.com/account/login/${tenant}`,
  azure: ({ tenant }) => `portal.azure.com/${tenant}`,
  lighthouse: () => 'lighthouse.microsoft.com',
  businesscentral: ({ tenant }) => `businesscentral.dynamics.com/${tenant}/admin`,
}

/** Pages within an admin center that have an entry of their own. */
const pages: Readonly<Record<string, (names: Names) => string>> = {
  servicehealth: ({ tenant }) => session(tenant, 'ServiceStatus'),
}

const addressOf = (center: string): ((names: Names) => string) | undefined =>
  (adminCenters as readonly string[]).includes(center)
    ? documented[center as AdminCenterKey]
    : Object.hasOwn(pages, center)
      ? pages[center]
      : undefined

/** `base` is put before the host name: `https://`, or the address under which the simulator serves all of them. */
export function createPortals(base: string): Portals {
  return {
    approval: (relationshipId) =>
      `${base}admin.microsoft.com/AdminPortal/Home#/partners/invitation/granularAdminRelationships/${encodeURIComponent(relationshipId)}`,
    link(center, { tenantId, domains }) {
      const address = addressOf(center)
      if (!address) return null
      const initial = domains.find((domain) => /^[a-z0-9-]+\.onmicrosoft\.com$/i.test(domain))
      const domain = initial ?? domains[0]
      const prefix = initial?.split('.')[0]?.toLowerCase() ?? null
      return base + address({ tenant: encodeURIComponent(tenantId), domain: domain ? encodeURIComponent(domain) : null, prefix })
    },
  }
}

/** Most telling first: a service is known by the words in its name, as Microsoft renames its services. */
const serviceNames: readonly (readonly [RegExp, AdminCenterKey])[] = [
  [/lighthouse/, 'lighthouse'],
  [/business central/, 'businesscentral'],
  [/entra|azure active directory|azure ad/, 'entra'],
  [/exchange/, 'exchange'],
  [/intune|endpoint manager/, 'intune'],
  [/teams|skype/, 'teams'],
  [/sharepoint/, 'sharepoint'],
  [/defender|security center|365 security/, 'defender'],
  [/purview|compliance/, 'purview'],
  [/power platform|power apps|power automate/, 'powerplatform'],
  [/azure/, 'azure'],
  [/microsoft 365|office 365|m365/, 'microsoft365'],
]

/** Our key for a service name of serviceManagementDetails, or null for one that is new to us (it is then shown under its own name). */
export function centerOfServiceName(serviceName: string): AdminCenterKey | null {
  const plain = serviceName.toLowerCase().replace(/\s+/g, ' ')
  return serviceNames.find(([pattern]) => pattern.test(plain))?.[1] ?? null
}
