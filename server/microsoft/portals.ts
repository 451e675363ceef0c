// The ways into admin centers as delegated administrator: the documented addresses, and Microsoft's service names in our words.
// Used where serviceManagementDetails names none. Addresses: docs of each admin center, as collected in the glossary.
import type { AdminCenterKey } from '../../contract/customers.ts'

export type PortalFacts = {
  /** Put before the host name: `https://`. */
  portalsBase: string
  tenantId: string
  /** `contoso.onmicrosoft.com`, where known. */
  initialDomain?: string | null | undefined
  primaryDomain?: string | null | undefined
}

export type PortalLink = { center: AdminCenterKey; url: string }

type Names = { t: string; d: string | null; prefix: string | null }

/** `t` tenant ID, `d` a domain of the customer; null where an address cannot be made of what is known. */
const documented: Readonly<Record<AdminCenterKey, (names: Names) => string | null>> = {
  microsoft365: ({ t }) => `admin.microsoft.com/Partner/BeginClientSession.aspx?CTID=${t}&CSDEST=o365admincenter`,
  entra: ({ t }) => `entra.microsoft.com/${t}`,
  exchange: ({ d }) => d && `admin.cloud.microsoft/exchange?delegatedOrg=${d}`,
  intune: ({ t }) => `intune.microsoft.com/${t}`,
  teams: ({ d }) => d && `admin.teams.microsoft.com/?delegatedOrg=${d}`,
  sharepoint: ({ prefix }) => prefix && `${prefix}-admin.sharepoint.com`,
  defender: ({ t }) => `security.microsoft.com/?tid=${t}`,
  purview: ({ t }) => `purview.microsoft.com/?tid=${t}`,
  powerplatform: ({ t }) => `admin.powerplatform.microsoft.com/account/login/${t}`,
  azure: ({ t }) => `portal.azure.com/${t}`,
  lighthouse: () => 'lighthouse.microsoft.com',
  businesscentral: ({ t }) => `businesscentral.dynamics.com/${t}/admin`,
}

/** One link for each admin center whose address can be made, in the contract's order. */
export function portalLinks(facts: PortalFacts): PortalLink[] {
  const domain = facts.initialDomain ?? facts.primaryDomain
  const prefix = /^([a-z0-9-]+)\.onmicrosoft\.com$/i.exec(facts.initialDomain ?? facts.primaryDomain ?? '')?.[1]?.toLowerCase() ?? null
  const names: Names = { t: encodeURIComponent(facts.tenantId), d: domain ? encodeURIComponent(domain) : null, prefix }
  return (Object.keys(documented) as AdminCenterKey[]).flatMap((center) => {
    const rest = documented[center](names)
    return rest ? [{ center, url: `${facts.portalsBase}${rest}` }] : []
  })
}

/** Most telling first: a name is matched by the words it contains, as Microsoft renames its services. */
const names: readonly (readonly [RegExp, AdminCenterKey])[] = [
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
  return names.find(([pattern]) => pattern.test(plain))?.[1] ?? null
}
