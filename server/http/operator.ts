// The operator of an installation: whoever holds TENANTRY_OPERATOR_TOKEN may look at the connection and the synchronisation from a command
// line, without a browser and without the customers' data. Entered by app.ts for requests with an Authorization header.
import { timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Permission } from '../../contract/permissions.ts'
import { AppError } from '../base/errors.ts'
import { hashOf } from '../base/ids.ts'
import { limitsOf } from '../db/scope.ts'
import type { Services } from '../feature.ts'
import type { BrowserSession } from './session.ts'

/** Nothing that names a person: an operator is none, so flags, pins and visits are out of reach. */
const permissions: readonly Permission[] = ['connection.read', 'sync.read', 'sync.run']

/** No person's ID; the activity log shows it as the product itself. */
const nobody = '00000000-0000-0000-0000-000000000000'

/** Throws no_partner where there is none at all. Null for a wrong token, where none is configured, and where the partner meant is not one of this installation. */
export function readOperator({ config, door }: Pick<Services, 'config' | 'door'>, headers: IncomingHttpHeaders): BrowserSession | null {
  const given = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1]
  const { TENANTRY_OPERATOR_TOKEN: token, TENANTRY_PARTNERS: partners } = config
  if (!given || !token || !timingSafeEqual(hashOf(given), hashOf(token))) return null
  if (partners.length === 0)
    throw new AppError('no_partner', {
      detail: 'Set TENANTRY_PARTNERS to the tenant ID of your partner organisation and restart the server.',
    })
  const named = headers['x-tenantry-partner']
  const partnerId = typeof named === 'string' ? named.toLowerCase() : partners[0]
  if (!partnerId || !partners.includes(partnerId)) return null
  return {
    browserId: nobody,
    // A token that is sent on purpose needs no second one against forgery.
    csrfToken: null,
    expired: false,
    scope: {
      partnerId,
      db: door.ofPartner(partnerId),
      userId: nobody,
      roles: [],
      permissions,
      limits: limitsOf({}),
      customersVersion: '0',
    },
  }
}
