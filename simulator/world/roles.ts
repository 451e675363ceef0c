// Sets of Entra roles that partners usually ask for in a delegated admin relationship. Entered by relationship.ts and graph/.

const ROLE = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  globalReader: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  user: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  application: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  intune: '3a2c62db-5318-420d-8d74-23affee5d9d5',
  exchange: '29232cdf-9323-42fd-ade2-1d097af3e4de',
  security: '194ae4cb-b126-40b2-bd5b-6091b380977d',
  teams: '69091246-20e8-4a56-aa4d-066075b2a7a8',
  sharepoint: 'f28a1f50-f6e7-4571-818b-6a12f2af6b6c',
  billing: 'b0f54661-2d74-4c50-afa3-1ec803f12efe',
  domainName: '8329153b-31d0-4727-b945-745eb3bc5f31',
  privilegedRole: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  serviceSupport: 'f023fd81-a637-4b56-95fd-791ac0226033',
} as const

export const GLOBAL_ADMINISTRATOR: string = ROLE.globalAdministrator

/** As a person reads it; the ID where it is none of these. */
export function roleName(id: string): string {
  const found = Object.entries(ROLE).find(([, one]) => one === id)?.[0]
  if (found === undefined) return id
  const words = found.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
  const name = `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`
  return /administrator|reader/.test(name) ? name : `${name} administrator`
}

export type RoleSet = { label: string; roles: readonly string[] }

export const ROLE_SETS: readonly [RoleSet, ...RoleSet[]] = [
  {
    label: 'Managed services',
    roles: [ROLE.user, ROLE.exchange, ROLE.intune, ROLE.teams, ROLE.sharepoint, ROLE.security, ROLE.serviceSupport, ROLE.globalReader],
  },
  { label: 'Service desk', roles: [ROLE.user, ROLE.serviceSupport, ROLE.globalReader] },
  { label: 'Full administration', roles: [ROLE.globalAdministrator] },
  {
    label: 'Onboarding',
    roles: [ROLE.application, ROLE.user, ROLE.domainName, ROLE.privilegedRole, ROLE.billing, ROLE.exchange, ROLE.serviceSupport],
  },
  { label: 'Endpoint and security', roles: [ROLE.intune, ROLE.security, ROLE.serviceSupport] },
]
