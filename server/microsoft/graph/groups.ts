// Security groups of the partner and their members: who gets in where a group is given the roles of a relationship.
// https://learn.microsoft.com/graph/api/group-list-members
import { z } from 'zod'
import type { CallOptions } from '../http.ts'
import { listOperation, operation } from '../operation.ts'
import type { Page } from '../page.ts'
import { allOf, pagesOf } from '../pages.ts'
import { perform } from '../perform.ts'
import type { Source } from '../source.ts'
import { flag, memberOf, number, text } from '../tolerant.ts'

const resource = 'directory'
/** What searches, counts and filters of directory objects ask for. */
const eventual = { consistencylevel: 'eventual' }

export const Group = z
  .object({ id: text, displayName: text, description: text, securityEnabled: flag, mailEnabled: flag })
  .transform((sent) => ({
    id: sent.id?.toLowerCase() ?? '',
    name: sent.displayName ?? '',
    description: sent.description,
    security: sent.securityEnabled === true && sent.mailEnabled !== true,
  }))
export type Group = z.output<typeof Group>

export const listGroups = listOperation({
  api: 'graph',
  method: 'GET',
  path: '/v1.0/groups',
  resource,
  paging: 'odata',
  item: Group,
  usable: ({ id }) => (id ? null : 'no id'),
})

/** The groups that an access assignment takes, all pages. */
export function securityGroupPages(source: Source, options?: CallOptions): AsyncGenerator<Page<Group>, void, undefined> {
  const query = {
    $filter: 'securityEnabled eq true and mailEnabled eq false',
    $select: 'id,displayName,description,securityEnabled,mailEnabled',
    $top: 999,
  }
  return pagesOf(source, listGroups, { ...options, query })
}

export const GroupMember = z
  .object({ '@odata.type': z.unknown().optional(), id: text, displayName: text, mail: text, userPrincipalName: text })
  .transform((sent) => ({
    /** `user`, `group`, `serviceprincipal`, or another word of Microsoft's; null where it does not say. */
    kind: memberOf(sent['@odata.type'])?.split('.').at(-1) ?? null,
    id: sent.id?.toLowerCase() ?? null,
    name: sent.displayName,
    mail: sent.mail,
    username: sent.userPrincipalName,
  }))
export type GroupMember = z.output<typeof GroupMember>

const usable = ({ id, mail }: GroupMember): string | null => (id || mail ? null : 'neither id nor mail')
const members = '/v1.0/groups/{groupId}/members'
const list = (path: string) => listOperation({ api: 'graph', method: 'GET', path, resource, paging: 'odata', item: GroupMember, usable })
const count = (path: string) => operation({ api: 'graph', method: 'GET', path: `${path}/$count`, resource, answer: number })

export const listGroupMembers = list(members)
export const listUsersOfGroup = list(`${members}/microsoft.graph.user`)
export const countGroupMembers = count(members)
export const countUsersOfGroup = count(`${members}/microsoft.graph.user`)

/** Direct members of any kind. Throws MicrosoftError, `gone` where there is no such group, code `too_many` beyond 50,000. */
export function groupMembers(source: Source, groupId: string, options?: CallOptions): Promise<Page<GroupMember>> {
  return allOf(source, listGroupMembers, { ...options, parameters: { groupId }, query: { $top: 999 } })
}

/** Direct members that are users, some moments old; null where Microsoft does not say. */
export async function numberOfUsers(source: Source, groupId: string, options?: CallOptions): Promise<number | null> {
  const headers = { ...eventual, accept: 'text/plain' }
  return (await perform(source, countUsersOfGroup, { ...options, parameters: { groupId }, headers })).data
}
