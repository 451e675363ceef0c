// Offers from before the new commerce, with Microsoft's own identifiers where its documents print them. Entered by catalog.ts.
import type { LegacyOffer } from './catalog-item.ts'

type Wanted = Pick<LegacyOffer, 'id' | 'name' | 'description' | 'category' | 'rank' | 'productId'> & Partial<LegacyOffer>

const offer = (wanted: Wanted): LegacyOffer => ({
  unitType: 'Licenses',
  billing: 'license',
  minimum: 1,
  maximum: 10_000_000,
  isAddOn: false,
  isTrial: false,
  prerequisites: [],
  conversionTargets: [],
  upgrades: [],
  ...wanted,
})

const PREMIUM = '031C9E47-4802-4248-838E-778FB1D2CC05'
const E1 = '91FD106F-4B2C-4938-95AC-F54F74E9A239'
const E3 = '796B6B5F-613C-4E24-A17C-EBA730D49C02'
export const LEGACY_AZURE = 'MS-AZR-0145P'

export const LEGACY_OFFERS: readonly LegacyOffer[] = [
  offer({
    id: PREMIUM,
    name: 'Office 365 Business Premium',
    description:
      'For businesses with 1 to 300 users that need the latest desktop version of Office, plus anywhere access to email, filesharing, and online conferencing.',
    category: 'SmallBusiness',
    rank: 56,
    maximum: 300,
    productId: 'f245ecc8-75af-4f8e-b61f-27d8114de5f3',
    licence: { id: 'f245ecc8-75af-4f8e-b61f-27d8114de5f3', partNumber: 'O365_BUSINESS_PREMIUM' },
    upgrades: [E3],
  }),
  offer({
    id: 'C0BD2E08-11AC-4836-BDC7-3712E744922F',
    name: 'Office 365 Business Premium Trial',
    description: 'Thirty days of Office 365 Business Premium for 25 users.',
    category: 'Trial',
    rank: 80,
    minimum: 25,
    maximum: 25,
    isTrial: true,
    productId: 'f245ecc8-75af-4f8e-b61f-27d8114de5f3',
    licence: { id: 'f245ecc8-75af-4f8e-b61f-27d8114de5f3', partNumber: 'O365_BUSINESS_PREMIUM' },
    conversionTargets: [PREMIUM],
  }),
  offer({
    id: E1,
    name: 'Office 365 Enterprise E1',
    description:
      'For businesses that need communication and collaboration tools and the ability to read and do lightweight editing of documents with Office Online.',
    category: 'Enterprise',
    rank: 48,
    productId: '18181a46-0d4e-45cd-891e-60aabd171b4e',
    licence: { id: '18181a46-0d4e-45cd-891e-60aabd171b4e', partNumber: 'STANDARDPACK' },
    upgrades: [E3],
  }),
  offer({
    id: E3,
    name: 'Office 365 Enterprise E3',
    description:
      'The best plan for businesses that need full productivity, communication and collaboration tools with the familiar Office suite, including Office Online.',
    category: 'Enterprise',
    rank: 61,
    productId: '6fd2c87f-b296-42f0-b197-1e91e994b900',
    licence: { id: '6fd2c87f-b296-42f0-b197-1e91e994b900', partNumber: 'ENTERPRISEPACK' },
  }),
  offer({
    id: '2828BE95-46BA-4F91-B2FD-0BEF192ECF60',
    name: 'Exchange Online Archiving for Exchange Online',
    description: 'A personal e-mail archive for users who have mailboxes on Exchange Server 2010 or later.',
    category: '',
    rank: 200,
    isAddOn: true,
    prerequisites: [PREMIUM, E1, E3],
    productId: 'ee02fd1b-340e-4a4b-b355-4a514e4c8943',
    licence: { id: 'ee02fd1b-340e-4a4b-b355-4a514e4c8943', partNumber: 'EXCHANGEARCHIVE_ADDON' },
  }),
  offer({
    id: '45320EC9-9B8E-49D0-B900-F14141A0ABD1',
    name: 'Microsoft MyAnalytics',
    description: 'Microsoft MyAnalytics provides insights about time and relationships to help individuals and teams achieve more at work.',
    category: '',
    rank: 232,
    isAddOn: true,
    prerequisites: [E1, E3],
    productId: '90a8f363-da30-4ecd-90a7-d3a6b203486d',
  }),
  offer({
    id: LEGACY_AZURE,
    name: 'Microsoft Azure',
    description: 'Azure Cloud Solution Provider offer for Partner and Resellers',
    category: 'Enterprise',
    rank: 1413,
    maximum: 1,
    unitType: 'Usage-based',
    billing: 'usage',
    productId: '9dea7946-ec2c-441e-9ffd-e3b275f7e838',
  }),
]
