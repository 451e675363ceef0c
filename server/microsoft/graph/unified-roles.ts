// The directory roles that a delegated admin relationship or an access assignment carries. Entered by both.
// https://learn.microsoft.com/graph/api/resources/delegatedadminaccessdetails

import { z } from 'zod'
import { sending } from '../sent-body.ts'
import { nested, readable, text } from '../tolerant.ts'

/** Template ID of Global Administrator: with it a relationship is never extended by itself. */
export const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10'

export const SentAccessDetails = nested({
  unifiedRoles: readable(z.object({ roleDefinitionId: text }).transform(({ roleDefinitionId }) => roleDefinitionId?.toLowerCase() ?? '')),
})

/** An ID as we were given it by Microsoft or by the person; long enough for any of them. */
export const Id = z.string().min(1).max(200)

export const AccessDetailsBody = sending({
  unifiedRoles: z
    .array(sending({ roleDefinitionId: Id }))
    .min(1)
    .max(200),
})

export const accessDetailsOf = (roleIds: readonly string[]): z.input<typeof AccessDetailsBody> => ({
  unifiedRoles: roleIds.map((roleDefinitionId) => ({ roleDefinitionId })),
})
