// Checks of the app registration: configuration, the partner's tenant, the app's own token, what the app may do.
import { neededPermissions } from '../../../../../contract/connection.ts'
import { contractPages } from '../../../../microsoft/graph/contracts.ts'
import { relationshipPages } from '../../../../microsoft/graph/delegated-admin-relationships.ts'
import { organization } from '../../../../microsoft/graph/organization.ts'
import { type Check, type CheckContext, CheckFailed, type Example, isGranted } from './check.ts'
import { refuseUnassigned } from './example-roles.ts'

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
    const wanted = neededPermissions.filter(({ kind, why }) => kind === 'application' && why !== 'returnedMail').map(({ name }) => name)
    const missing = wanted.filter((name) => !isGranted(roles, name))
    if (missing.length > 0) throw new CheckFailed('permissions_missing', { missing })
    const own = await organization(microsoft.graph(partnerId), patience)
    return { organisation: own?.name ?? '', granted: wanted }
  },
}

export const relationships: Check = {
  after: ['applicationToken'],
  run: async (context) => {
    const { services, partnerId, patience, found } = context
    const graph = services.microsoft.graph(partnerId)
    found.examples = await activeExamples(context)
    const [example] = found.examples
    if (example) {
      await refuseUnassigned(graph, example, patience)
      return { example: example.relationship }
    }
    for await (const page of contractPages(graph, patience)) {
      if (page.records.length > 0) throw new CheckFailed('no_active_relationship', {}, 'warning')
    }
    throw new CheckFailed('not_a_partner', {}, 'warning')
  },
}

/** One may be closed by what its own administrators did: that says little of the others. */
const mostExamples = 3

async function activeExamples({ services: { microsoft }, partnerId, patience }: CheckContext): Promise<Example[]> {
  const examples = new Map<string, Example>()
  for await (const page of relationshipPages(microsoft.graph(partnerId), {}, patience)) {
    for (const { state, tenantId, customerName, id, name } of page.records) {
      if (state !== 'active' || !tenantId || examples.has(tenantId)) continue
      examples.set(tenantId, { tenantId, name: customerName ?? tenantId, relationshipId: id, relationship: name })
      if (examples.size === mostExamples) return [...examples.values()]
    }
    // Some are enough: a page more is read only where there is none at all.
    if (examples.size > 0) break
  }
  return [...examples.values()]
}
