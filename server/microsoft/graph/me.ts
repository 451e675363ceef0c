// The signed-in person: the groups and directory roles they belong to, by which agent roles are known.
// https://learn.microsoft.com/graph/api/user-list-memberof
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation } from '../operation.ts'
import { pagesOf } from '../pages.ts'
import type { Source } from '../source.ts'
import { anything, listOf, text, memberOf as wordOf } from '../tolerant.ts'

export const Membership = z
  .object({
    '@odata.type': anything,
    id: text,
    displayName: text,
    roleTemplateId: text,
    securityEnabled: anything,
    mailEnabled: anything,
    groupTypes: listOf(text),
  })
  .transform((sent) => ({
    kind: kindOf(sent['@odata.type'], sent.roleTemplateId),
    id: sent.id?.toLowerCase() ?? null,
    /** A plain security group, as Partner Center makes them. Anybody may found a team or a mailing list and call it AdminAgents. */
    security: sent.securityEnabled === true && sent.mailEnabled !== true && sent.groupTypes.length === 0,
    /** Null where the person may not read the names of groups. */
    name: sent.displayName,
    roleTemplateId: sent.roleTemplateId?.toLowerCase() ?? null,
  }))
export type Membership = z.output<typeof Membership>

function kindOf(type: unknown, roleTemplateId: string | null): 'group' | 'directoryRole' | 'other' {
  const word = wordOf(type) ?? ''
  if (word.endsWith('.directoryrole') || (word === '' && roleTemplateId !== null)) return 'directoryRole'
  return word.endsWith('.group') || word === '' ? 'group' : 'other'
}

export const listMemberships = listOperation({
  api: 'graph',
  method: 'GET',
  path: '/v1.0/me/memberOf',
  paging: 'odata',
  item: Membership,
})

/** Directory roles by template ID, groups of every kind by ID, both in lower case; plain security groups by display name as well, which is how Partner Center's agent groups are known. */
export type Memberships = { directoryRoles: string[]; groupIds: string[]; groupNames: string[] }

/** Every membership, all pages; bounded at 20,000. */
export async function memberships(source: Source, options?: CallOptions): Promise<Memberships> {
  const all: Memberships = { directoryRoles: [], groupIds: [], groupNames: [] }
  const query = { $select: 'id,displayName,roleTemplateId,securityEnabled,mailEnabled,groupTypes', $top: 999 }
  for await (const page of pagesOf(source, listMemberships, { ...options, query })) {
    for (const { kind, id, name, security, roleTemplateId } of page.records) {
      if (kind === 'directoryRole' && roleTemplateId) all.directoryRoles.push(roleTemplateId)
      if (kind === 'group' && id) all.groupIds.push(id)
      if (kind === 'group' && security && name) all.groupNames.push(name)
    }
    if (all.groupIds.length >= 20_000 || all.groupNames.length >= 20_000) break
  }
  return all
}
