// The accounts that can sign in: every role of the main partner, one person of the second partner, the integration account of each,
// one person of no partner, one personal account.
import type { PartnerIdentity } from './partner.ts'
import { ADVISOR_PARTNER, MAIN_PARTNER } from './partner.ts'
import { guidFor } from './random.ts'

export const PERSONAL_TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad'
export const OUTSIDE_TENANT = {
  tenantId: 'a7c3e5d1-94b2-4e08-8f6d-1b2c3d4e5f60',
  name: 'Lumen Bakery',
  domain: 'lumen-bakery.example',
} as const
const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10'

export type Group = { id: string; displayName: string; description: string }

export type Account = {
  oid: string
  username: string
  name: string
  givenName: string
  surname: string
  language: string
  tenantId: string
  organisation: string
  role: 'globalAdministrator' | 'adminAgent' | 'helpdeskAgent' | 'salesAgent' | 'reader' | 'none'
  note: { en: string; fr: string }
  personal: boolean
  /** Directory role templates. */
  wids: string[]
  groups: Group[]
  /** Member of the security group that the delegated admin relationships are assigned to. */
  delegated: boolean
}

type Wanted = {
  username: string
  givenName: string
  surname: string
  role: Account['role']
  note: Account['note']
  language?: string
  extraGroups?: number
}

const AGENT_GROUPS: Partial<Record<Account['role'], string>> = {
  adminAgent: 'AdminAgents',
  helpdeskAgent: 'HelpdeskAgents',
  salesAgent: 'SalesAgents',
}
const DELEGATED_ROLES = new Set<Account['role']>(['globalAdministrator', 'adminAgent', 'helpdeskAgent'])

function groupOf(partner: PartnerIdentity, displayName: string, description: string): Group {
  return { id: guidFor(partner.tenantId, 'group', displayName), displayName, description }
}

/** The security group that delegated admin relationships are assigned to; its ID stays the same in every world. */
export function delegatedGroupOf(partner: PartnerIdentity): Group {
  return groupOf(partner, 'GDAP technicians', 'Assigned in delegated admin relationships')
}

function partnerAccount(partner: PartnerIdentity, wanted: Wanted): Account {
  const agents = AGENT_GROUPS[wanted.role]
  const delegated = DELEGATED_ROLES.has(wanted.role)
  const projects = Array.from({ length: wanted.extraGroups ?? 0 }, (_, index) =>
    groupOf(partner, `Project ${String(index + 1).padStart(3, '0')}`, 'Project team'),
  )
  return {
    oid: guidFor(partner.tenantId, 'user', wanted.username),
    username: `${wanted.username}@${partner.domain}`,
    name: `${wanted.givenName} ${wanted.surname}`,
    givenName: wanted.givenName,
    surname: wanted.surname,
    language: wanted.language ?? 'fr-FR',
    tenantId: partner.tenantId,
    organisation: partner.name,
    role: wanted.role,
    note: wanted.note,
    personal: false,
    delegated,
    wids: wanted.role === 'globalAdministrator' ? [GLOBAL_ADMINISTRATOR] : [],
    groups: [
      groupOf(partner, 'All staff', 'Everyone in the company'),
      ...projects,
      ...(agents ? [groupOf(partner, agents, 'Partner Center agents')] : []),
      ...(delegated ? [delegatedGroupOf(partner)] : []),
    ],
  }
}

/** The account with which the application signs in once, with several factors, to act on behalf of a user from then on. */
function integrationAccount(partner: PartnerIdentity): Account {
  return partnerAccount(partner, {
    username: 'integration',
    givenName: 'Integration',
    surname: partner.name.split(' ')[0] ?? partner.name,
    role: 'adminAgent',
    language: 'en-GB',
    note: { en: 'Integration account: the application signs in with it', fr: 'Compte d’intégration : l’application se connecte avec lui' },
  })
}

const OUTSIDER: Account = {
  oid: guidFor(OUTSIDE_TENANT.tenantId, 'user', 'rosa'),
  username: `rosa.lindqvist@${OUTSIDE_TENANT.domain}`,
  name: 'Rosa Lindqvist',
  givenName: 'Rosa',
  surname: 'Lindqvist',
  language: 'sv-SE',
  tenantId: OUTSIDE_TENANT.tenantId,
  organisation: OUTSIDE_TENANT.name,
  role: 'none',
  personal: false,
  wids: [],
  groups: [],
  delegated: false,
  note: {
    en: 'Work account of an organisation that is no partner',
    fr: 'Compte professionnel d’une organisation qui n’est pas partenaire',
  },
}

const PERSONAL: Account = {
  oid: '00000000-0000-0000-9a1c-4f7e2b6d8c30',
  username: 'sam.okafor@personal.example',
  name: 'Sam Okafor',
  givenName: 'Sam',
  surname: 'Okafor',
  language: 'en-GB',
  tenantId: PERSONAL_TENANT,
  organisation: '',
  role: 'none',
  personal: true,
  wids: [],
  groups: [],
  delegated: false,
  note: { en: 'Personal account', fr: 'Compte personnel' },
}

export const ACCOUNTS: readonly Account[] = [
  partnerAccount(MAIN_PARTNER, {
    username: 'camille.roux',
    givenName: 'Camille',
    surname: 'Roux',
    role: 'globalAdministrator',
    note: { en: 'Global administrator', fr: 'Administrateur général' },
  }),
  partnerAccount(MAIN_PARTNER, {
    username: 'adele.morin',
    givenName: 'Adèle',
    surname: 'Morin',
    role: 'adminAgent',
    note: { en: 'Admin agent', fr: 'Agente d’administration' },
  }),
  partnerAccount(MAIN_PARTNER, {
    username: 'henrik.aas',
    givenName: 'Henrik',
    surname: 'Ås',
    role: 'helpdeskAgent',
    language: 'en-GB',
    note: { en: 'Helpdesk agent', fr: 'Agent du support' },
  }),
  partnerAccount(MAIN_PARTNER, {
    username: 'sofia.nunez',
    givenName: 'Sofía',
    surname: 'Núñez',
    role: 'salesAgent',
    language: 'en-GB',
    note: { en: 'Sales agent', fr: 'Agente commerciale' },
  }),
  partnerAccount(MAIN_PARTNER, {
    username: 'remi.lefort',
    givenName: 'Rémi',
    surname: 'Lefort',
    role: 'reader',
    note: { en: 'No partner role: may only read', fr: 'Sans rôle partenaire : lecture seule' },
  }),
  partnerAccount(MAIN_PARTNER, {
    username: 'olga.marchenko',
    givenName: 'Olga',
    surname: 'Marchenko',
    role: 'adminAgent',
    extraGroups: 230,
    note: { en: 'Admin agent in more than 200 groups', fr: 'Agente d’administration, membre de plus de 200 groupes' },
  }),
  partnerAccount(ADVISOR_PARTNER, {
    username: 'beth.harding',
    givenName: 'Beth',
    surname: 'Harding',
    role: 'globalAdministrator',
    language: 'en-GB',
    note: { en: 'Global administrator of another partner', fr: 'Administratrice générale d’un autre partenaire' },
  }),
  integrationAccount(MAIN_PARTNER),
  integrationAccount(ADVISOR_PARTNER),
  OUTSIDER,
  PERSONAL,
]

export function integrationAccountOf(partnerTenantId: string): Account | undefined {
  return ACCOUNTS.find((account) => account.tenantId === partnerTenantId && account.username.startsWith('integration@'))
}

export function accountByOid(oid: string): Account | undefined {
  return ACCOUNTS.find((account) => account.oid === oid)
}

export function accountByUsername(username: string): Account | undefined {
  return ACCOUNTS.find((account) => account.username.toLowerCase() === username.toLowerCase())
}
