// Checks of the app registration: configuration, the partner's tenant, the app's own token, what the app may do.
import { neededPermissions } from '../../../../../contract/connection.ts'
import { contractPages } from '../../../../microsoft/graph/contracts.ts'
import { relationshipPages } from '../../../../microsoft/graph/delegated-admin-relationships.ts'
import { organization } from '../../../../microsoft/graph/organization.ts'
import { type Check, CheckFailed } from './check.ts'

export const configuration: Check = {
  after: [],
  run: async ({ services: { config }, partnerId }) => {
    if (!config.MICROSOFT_CLIENT_ID) throw new CheckFailed('client_id_missing')
    if (!config.MICROSOFT_CLIENT_SECRET) throw new CheckFailed('client_secret_missing')
    return { clientId: config.MICROSOFT_CLIENT_ID, partnerId, login: config.MICROSOFT_LOGIN_URL }
  },
}

/** Tokens are valid from and to a moment: a clock that is further off than this makes Microsoft refuse them. */
const mostClockSkewSeconds = 120

export const discovery: Check = {
  after: [],
  run: async ({ services: { microsoft }, partnerId, patience }) => {
    const { issuer, clockSkewSeconds } = await microsoft.diagnosis.tenant(partnerId, patience)
    if (clockSkewSeconds !== null && Math.abs(clockSkewSeconds) > mostClockSkewSeconds)
      throw new CheckFailed('clock_differs', { seconds: clockSkewSeconds }, 'warning')
    return { issuer }
  },
}

export const applicationToken: Check = {
  after: ['configuration', 'discovery'],
  run: async ({ services: { microsoft }, partnerId, patience }) => {
    return { permissions: (await microsoft.diagnosis.applicationPermissions(partnerId, patience)).length }
  },
}

export const applicationPermissions: Check = {
  after: ['applicationToken'],
  run: async ({ services: { microsoft }, partnerId, patience }) => {
    const roles = await microsoft.diagnosis.applicationPermissions(partnerId, patience)
    const wanted = neededPermissions.filter(({ kind }) => kind === 'application').map(({ name }) => name)
    // What may write may read.
    const has = (name: string): boolean => roles.includes(name) || roles.includes(name.replace('.Read.', '.ReadWrite.'))
    const missing = wanted.filter((name) => !has(name))
    if (missing.length > 0) throw new CheckFailed('permissions_missing', { missing })
    const own = await organization(microsoft.graph(partnerId), patience)
    return { organisation: own?.name ?? '', granted: wanted }
  },
}

export const relationships: Check = {
  after: ['applicationToken'],
  run: async ({ services: { microsoft }, partnerId, patience, found }) => {
    const graph = microsoft.graph(partnerId)
    for await (const page of relationshipPages(graph, {}, patience)) {
      const active = page.records.find(({ state, tenantId }) => state === 'active' && tenantId)
      if (!active?.tenantId) continue
      found.customerId = active.tenantId
      found.customerName = active.customerName ?? active.tenantId
      return { example: active.name }
    }
    for await (const page of contractPages(graph, patience)) {
      if (page.records.length > 0) throw new CheckFailed('no_active_relationship', {}, 'warning')
    }
    throw new CheckFailed('not_a_partner', {}, 'warning')
  },
}
