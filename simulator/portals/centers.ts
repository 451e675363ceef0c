// The admin centers and how their addresses name the customer one enters. Pure. Entered by routes.ts.

export type Visit = {
  /** A word for tests and styles. */
  center: string
  title: string
  /** The customer's tenant ID or one of its domains, as the address gives it; undefined for the center of one's own organisation. */
  customer: string | undefined
}

type Center = { center: string; title: string; customer?: (address: Address) => string | undefined }
type Address = { host: string; path: string; query: URLSearchParams }

const GUID = /^\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/|$)/i
const fromPath = ({ path }: Address) => GUID.exec(path)?.[1] ?? /^\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:\/|$)/i.exec(path)?.[1]
const fromOrganisation = ({ query }: Address) => query.get('delegatedOrg') ?? undefined
const fromTenant = ({ query }: Address) => query.get('tid') ?? undefined
const fromSession = ({ query }: Address) => query.get('CTID') ?? undefined

const CENTERS: Readonly<Record<string, Center>> = {
  'admin.microsoft.com': {
    center: 'microsoft365',
    title: 'Microsoft 365 admin center',
    customer: (address) => fromSession(address) ?? fromOrganisation(address),
  },
  'portal.office.com': { center: 'microsoft365', title: 'Microsoft 365 admin center', customer: fromSession },
  'entra.microsoft.com': { center: 'entra', title: 'Microsoft Entra admin center', customer: fromPath },
  'aad.portal.azure.com': { center: 'entra', title: 'Microsoft Entra admin center', customer: fromPath },
  'admin.exchange.microsoft.com': { center: 'exchange', title: 'Exchange admin center', customer: fromOrganisation },
  'intune.microsoft.com': { center: 'intune', title: 'Microsoft Intune admin center', customer: fromPath },
  'admin.teams.microsoft.com': { center: 'teams', title: 'Microsoft Teams admin center', customer: fromOrganisation },
  'security.microsoft.com': { center: 'defender', title: 'Microsoft Defender', customer: fromTenant },
  'purview.microsoft.com': { center: 'purview', title: 'Microsoft Purview', customer: fromTenant },
  'admin.powerplatform.microsoft.com': {
    center: 'powerplatform',
    title: 'Power Platform admin center',
    customer: ({ path }) => GUID.exec(path.replace(/^\/account\/login/, ''))?.[1],
  },
  'app.powerbi.com': { center: 'powerbi', title: 'Power BI admin portal', customer: ({ query }) => query.get('ctid') ?? undefined },
  'portal.azure.com': { center: 'azure', title: 'Azure portal', customer: fromPath },
  'businesscentral.dynamics.com': { center: 'businesscentral', title: 'Business Central admin center', customer: fromPath },
  'lighthouse.microsoft.com': { center: 'lighthouse', title: 'Microsoft 365 Lighthouse' },
  'partner.microsoft.com': { center: 'partnercenter', title: 'Partner Center' },
}

export function visitOf(address: Address): Visit | undefined {
  const { host, path } = address
  const sharePoint = /^([a-z0-9-]+)-admin\.sharepoint\.com$/i.exec(host)?.[1]
  if (sharePoint) return { center: 'sharepoint', title: 'SharePoint admin center', customer: `${sharePoint}.onmicrosoft.com` }
  if (host === 'admin.cloud.microsoft') {
    const exchange = path.startsWith('/exchange')
    return {
      center: exchange ? 'exchange' : 'microsoft365',
      title: exchange ? 'Exchange admin center' : 'Microsoft 365 admin center',
      customer: fromOrganisation(address),
    }
  }
  const found = CENTERS[host]
  return found && { center: found.center, title: found.title, customer: found.customer?.(address) }
}
