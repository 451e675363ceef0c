// Microsoft's names of the admin centers and the letters they are shown with. Product names, so never translated. Entered by AdminCenterLinks.
import type { AdminCenterKey } from '../../../contract/customers.ts'

const known: Record<AdminCenterKey, { name: string; letters: string }> = {
  microsoft365: { name: 'Microsoft 365', letters: '365' },
  entra: { name: 'Microsoft Entra', letters: 'En' },
  exchange: { name: 'Exchange', letters: 'Ex' },
  intune: { name: 'Intune', letters: 'In' },
  teams: { name: 'Teams', letters: 'Te' },
  sharepoint: { name: 'SharePoint', letters: 'Sh' },
  defender: { name: 'Defender', letters: 'De' },
  purview: { name: 'Purview', letters: 'Pu' },
  powerplatform: { name: 'Power Platform', letters: 'PP' },
  azure: { name: 'Azure', letters: 'Az' },
  lighthouse: { name: 'Lighthouse', letters: 'Li' },
  businesscentral: { name: 'Business Central', letters: 'BC' },
}

/** A center Microsoft names and we do not know yet keeps Microsoft's own name. */
export function nameOfCenter(center: string): { name: string; letters: string } {
  return known[center as AdminCenterKey] ?? { name: center, letters: center.slice(0, 2) }
}
