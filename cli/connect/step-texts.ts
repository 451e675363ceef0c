// What a person has to do in each step, with the addresses and names of this installation. Pure. Entered by connect.ts.
import {
  type Connection,
  type ConnectionStep,
  type NeededPermission,
  neededPermissions,
  neededRoles,
  registrationClicks,
  rolesClaim,
} from '../../contract/connection.ts'
import { colon } from '../doctor/check-lines.ts'
import type { Speaking } from '../surroundings.ts'
import { type Language, webWord } from '../texts/say.ts'

type Told = { connection: Connection; settings: string }

export function stepText({ say, language }: Speaking, step: ConnectionStep, { connection, settings }: Told): string {
  const { partnerId, redirectUris, adminConsentUrl, consentMissing } = connection
  const listed = (lines: readonly string[]): string => lines.map((line) => `      ${line}`).join('\n')
  if (step === 'registration')
    return say('connect.registration.how', { partnerId, clicks: clickLines(language, { redirectUris, listed }).join('\n') })
  if (step === 'consent') return adminConsentUrl ? say('connect.consent.how', { adminConsentUrl }) : say('connect.consent.noAddress')
  if (step === 'account') return say('connect.account.how', { settings })
  const roles = neededRoles.map(({ name, why }) => `${name}${colon(language)}${webWord(language, 'why', why)}`)
  return say('connect.customers.how', { roles: listed(roles), consentMissing, settings })
}

type Values = { redirectUris: readonly string[]; listed(lines: readonly string[]): string }

function clickLines(language: Language, { redirectUris, listed }: Values): string[] {
  const values: Partial<Record<(typeof registrationClicks)[number], readonly string[]>> = {
    redirectUris,
    permissions: neededPermissions.map((permission) => permissionLine(language, permission)),
    rolesClaim: [rolesClaim],
  }
  return registrationClicks.flatMap((click, at) => [
    `  ${at + 1}. ${webWord(language, 'registration', click)}`,
    ...(values[click] ? [listed(values[click])] : []),
  ])
}

const permissionLine = (language: Language, { api, kind, name, why }: NeededPermission): string =>
  `${webWord(language, 'api', api)}, ${webWord(language, 'kind', kind)}, ${name}${colon(language)}${webWord(language, 'why', why)}`
