// Whether the example relationship lets anybody in: it is assigned to a security group, with the roles that reading needs. Entered by
// registration-checks.ts.
import { neededRoles } from '../../../../../contract/connection.ts'
import { accessAssignments } from '../../../../microsoft/graph/delegated-admin-assignments.ts'
import { globalAdministrator } from '../../../../microsoft/graph/unified-roles.ts'
import type { CallOptions } from '../../../../microsoft/http.ts'
import { MicrosoftError } from '../../../../microsoft/microsoft-error.ts'
import type { Source } from '../../../../microsoft/source.ts'
import { CheckFailed, type Example } from './check.ts'

/** Throws CheckFailed as a warning: another relationship of the same customer may give what this one does not. */
export async function refuseUnassigned(graph: Source, { relationshipId, relationship }: Example, patience: CallOptions): Promise<void> {
  const assignments = await readable(accessAssignments(graph, relationshipId, patience))
  if (!assignments) return
  const active = assignments.records.filter(({ status }) => status === 'active')
  if (active.length === 0) throw new CheckFailed('not_assigned', { example: relationship }, 'warning')
  const roles = new Set(active.flatMap(({ roleIds }) => roleIds))
  if (roles.has(globalAdministrator)) return
  // Consent may be given by hand instead.
  const missing = neededRoles.filter(({ roleId, why }) => why !== 'consent' && !roles.has(roleId)).map(({ name }) => name)
  if (missing.length > 0) throw new CheckFailed('roles_missing', { example: relationship, missing }, 'warning')
}

/** What is refused or not answered tells nothing: the relationships themselves could be read. */
async function readable<Read>(asked: Promise<Read>): Promise<Read | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof MicrosoftError) return null
    throw error
  }
}
