// Everything Graph answers in the simulated cloud. With `--samples` the partner's lists come from documented responses instead. Entered by simulator.ts.
import type { FastifyInstance } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { registerAccessAssignments } from './access-assignments.ts'
import { registerGraphScope } from './answer.ts'
import { registerBatch } from './batch.ts'
import { registerChangeNotifications } from './change-notifications.ts'
import { registerContracts } from './contracts.ts'
import { registerDelegatedAdmin } from './delegated-admin.ts'
import { registerDirectory } from './directory.ts'
import { registerDirectoryChanges } from './directory-changes.ts'
import { registerGroupMembers } from './group-members.ts'
import { registerLicences } from './licences.ts'
import { registerMail } from './mail.ts'
import { registerMailbox } from './mailbox.ts'
import { registerOrganization } from './organization.ts'
import { registerRelationshipChanges } from './relationship-changes.ts'
import { registerRelationships } from './relationships.ts'
import { registerServiceHealth } from './service-health.ts'
import { registerServiceMessages } from './service-messages.ts'
import { registerTenantInformation } from './tenant-information.ts'

export function registerGraph(app: FastifyInstance, parts: ApiParts, sampled: boolean): void {
  registerGraphScope(app, (scope) => {
    registerOrganization(scope, parts)
    registerDirectory(scope, parts)
    registerDirectoryChanges(scope, parts)
    registerGroupMembers(scope, parts)
    registerMail(scope, parts)
    registerMailbox(scope, parts)
    registerBatch(scope, parts)
    if (sampled) return
    registerContracts(scope, parts)
    registerDelegatedAdmin(scope, parts)
    registerRelationships(scope, parts)
    registerRelationshipChanges(scope, parts)
    registerAccessAssignments(scope, parts)
    registerTenantInformation(scope, parts)
    registerLicences(scope, parts)
    registerServiceHealth(scope, parts)
    registerServiceMessages(scope, parts)
    registerChangeNotifications(scope, parts)
  })
}
