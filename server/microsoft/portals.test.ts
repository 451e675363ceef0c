// Every admin center has an address for every customer, and Microsoft's service names are known by their words.
import { describe, expect, it } from 'vitest'
import { adminCenters } from '../../contract/customers.ts'
import { centerOfServiceName, createPortals } from './portals.ts'

const tenantId = '4fdbff88-9d6b-42e0-9713-45c922ba8001'

describe('S27: the way into an admin center', () => {
  const portals = createPortals('https://')
  const known = { tenantId, domains: ['contoso.com', 'contoso.onmicrosoft.com'] }

  it.each([
    ['microsoft365', `https://admin.microsoft.com/Partner/BeginClientSession.aspx?CTID=${tenantId}&CSDEST=o365admincenter`],
    ['entra', `https://entra.microsoft.com/${tenantId}`],
    ['exchange', 'https://admin.cloud.microsoft/exchange?delegatedOrg=contoso.onmicrosoft.com'],
    ['teams', 'https://admin.teams.microsoft.com/?delegatedOrg=contoso.onmicrosoft.com'],
    ['sharepoint', 'https://contoso-admin.sharepoint.com'],
    ['defender', `https://security.microsoft.com/?tid=${tenantId}`],
    ['azure', `https://portal.azure.com/${tenantId}`],
    ['servicehealth', `https://portal.office.com/Partner/BeginClientSession.aspx?CTID=${tenantId}&CSDEST=ServiceStatus`],
  ])('%s', (center, url) => expect(portals.link(center, known)).toBe(url))

  it('a delegated admin relationship is approved in the customer’s admin center', () =>
    expect(portals.approval('5d027261-8777b240')).toBe(
      'https://admin.microsoft.com/AdminPortal/Home#/partners/invitation/granularAdminRelationships/5d027261-8777b240',
    ))

  it('exists for every center, whatever is known of the customer, and opens on the customer', () => {
    for (const domains of [[], ['contoso.com'], known.domains]) {
      for (const center of adminCenters) {
        const link = portals.link(center, { tenantId, domains })
        expect(URL.canParse(link ?? '')).toBe(true)
        if (center !== 'lighthouse') expect(link).toMatch(/4fdbff88|contoso/)
      }
    }
  })

  it('encodes what it is given, and knows no other names', () => {
    expect(portals.link('teams', { tenantId, domains: ['a&b=c.com'] })).toContain('delegatedOrg=a%26b%3Dc.com')
    expect(portals.link('unheard', known)).toBeNull()
    expect(portals.link('toString', known)).toBeNull()
  })

  it('follows the base, so that the simulator can serve all of them', () => {
    expect(createPortals('http://localhost:4601/portals/').link('entra', known)).toBe(
      `http://localhost:4601/portals/entra.microsoft.com/${tenantId}`,
    )
  })
})

it.each([
  ['Azure Active Directory', 'entra'],
  ['Microsoft Entra ID', 'entra'],
  ['Microsoft 365 Lighthouse', 'lighthouse'],
  ['Dynamics 365 Business Central', 'businesscentral'],
  ['Teams', 'teams'],
  ['Exchange Online', 'exchange'],
  ['Microsoft Defender', 'defender'],
  ['Microsoft Purview', 'purview'],
  ['Power Platform', 'powerplatform'],
  ['Microsoft Intune', 'intune'],
  ['SharePoint Online', 'sharepoint'],
  ['Azure', 'azure'],
  ['Microsoft 365', 'microsoft365'],
  ['Viva Goals', null],
])('the service %s is our %s', (name, key) => expect(centerOfServiceName(name)).toBe(key))
