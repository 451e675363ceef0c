// Of which of some groups somebody is a member, through other groups as well.
// https://learn.microsoft.com/graph/api/directoryobject-checkmembergroups

import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { operation } from '../operation.ts'
import { perform } from '../perform.ts'
import { sending } from '../sent-body.ts'
import type { Source } from '../source.ts'
import { texts } from '../tolerant.ts'
import { Id } from './unified-roles.ts'

/** Groups that Microsoft takes in one call. */
const mostGroups = 20

const check = (whose: string) =>
  operation({
    api: 'graph',
    method: 'POST',
    path: `/v1.0/${whose}/checkMemberGroups`,
    resource: 'directory',
    body: sending({ groupIds: z.array(Id).min(1).max(mostGroups) }),
    answer: z.object({ value: texts }).transform(({ value }) => value.map((groupId) => groupId.toLowerCase())),
    // It asks and changes nothing.
    repeatable: true,
  })

export const checkMyGroups = check('me')
export const checkGroupsOfObject = check('directoryObjects/{objectId}')
export const checkGroupsOfUser = check('users/{userId}')

/** Those of the groups, in lower case, that the person of the token (`me`) or the directory object belongs to. */
export async function memberGroups(
  source: Source,
  of: 'me' | { objectId: string },
  groupIds: readonly string[],
  options?: CallOptions,
): Promise<Set<string>> {
  const found = new Set<string>()
  for (let from = 0; from < groupIds.length; from += mostGroups) {
    const asked = { ...options, body: { groupIds: groupIds.slice(from, from + mostGroups) } }
    const answered =
      of === 'me' ? perform(source, checkMyGroups, asked) : perform(source, checkGroupsOfObject, { ...asked, parameters: of })
    for (const groupId of (await answered).data) found.add(groupId)
  }
  return found
}
