// What a cold installation still lacks before anybody can sign in, as sentences for the log. Pure. Entered by main.ts and the sign-in.
import type { Config } from './config.ts'

type Needed = Pick<Config, 'TENANTRY_PARTNERS' | 'MICROSOFT_CLIENT_ID' | 'MICROSOFT_CLIENT_SECRET'>

export function gapsOf(config: Needed): string[] {
  const guide = 'tenantry connect shows the steps'
  return [
    ...(config.TENANTRY_PARTNERS.length > 0
      ? []
      : ['TENANTRY_PARTNERS is empty: nobody can sign in and nothing is read. Set it to the tenant ID of your partner organisation.']),
    ...(config.MICROSOFT_CLIENT_ID ? [] : [`MICROSOFT_CLIENT_ID is empty: Microsoft cannot be asked for anything; ${guide}.`]),
    ...(config.MICROSOFT_CLIENT_SECRET ? [] : [`MICROSOFT_CLIENT_SECRET is empty: Microsoft gives no token; ${guide}.`]),
  ]
}
