// Where Partner Center tells this installation what has happened. Entered by the features that register the address and check it.
import type { Config } from '../base/config.ts'

export const eventsAddressOf = ({ TENANTRY_BASE_URL: baseUrl }: Config, partnerId: string): string =>
  `${baseUrl}/webhooks/partner-center/${partnerId}`

/** Microsoft calls https alone; a simulated cloud on this machine reaches this machine. */
export const isHeard = ({ TENANTRY_BASE_URL: url, MICROSOFT_WEBHOOK_AUTHORITY: simulated }: Config): boolean =>
  url.startsWith('https://') || simulated !== ''
