// What a person has to do in each step, with the addresses and names of this installation. Pure. Entered by connect.ts.
import { type Connection, type ConnectionStep, type NeededPermission, neededPermissions, neededRoles } from '../../contract/connection.ts'
import { colon } from '../doctor/check-lines.ts'
import type { Speaking } from '../surroundings.ts'
import { webWord } from '../texts/say.ts'

type Told = { connection: Connection; settings: string }

/** For signing people in; see login/sign-in.ts on the server. */
const signInPermission = { api: 'graph', kind: 'delegated', name: 'GroupMember.Read.All' } as const

export function stepText({ say, language }: Speaking, step: ConnectionStep, { connection, settings }: Told): string {
  const { partnerId, redirectUris, adminConsentUrl, consentMissing } = connection
  const listed = (lines: readonly string[]): string => lines.map((line) => `      ${line}`).join('\n')
  if (step === 'registration')
    return say('connect.registration.how', {
      partnerId,
      redirectUris: listed(redirectUris),
      permissions: listed(permissionLines({ say, language })),
    })
  if (step === 'consent') return adminConsentUrl ? say('connect.consent.how', { adminConsentUrl }) : say('connect.consent.noAddress')
  if (step === 'account') return say('connect.account.how', { settings })
  const roles = neededRoles.map(({ name, why }) => `${name}${colon(language)}${webWord(language, 'why', why)}`)
  return say('connect.customers.how', { roles: listed(roles), consentMissing, settings })
}

function permissionLines({ say, language }: Speaking): string[] {
  const apis = { graph: 'Microsoft Graph', partnerCenter: 'Microsoft Partner Center', azure: 'Azure Service Management' }
  const line = (permission: Pick<NeededPermission, 'api' | 'kind'> & { name: string }, why: string): string =>
    `${apis[permission.api]}, ${webWord(language, 'kind', permission.kind)}, ${permission.name}${colon(language)}${why}`
  return [
    ...neededPermissions.map((permission) => line(permission, webWord(language, 'why', permission.why))),
    line(signInPermission, say('why.groups')),
  ]
}
